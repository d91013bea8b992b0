-- Request a new query string each time, so that no response is cached.
number = 0
request = function()
  number = number + 1
  return wrk.format("GET", wrk.path .. "?number=" .. number)
end
