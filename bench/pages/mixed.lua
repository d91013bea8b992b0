-- Mostly a page, sometimes whether it has changed, and now and then an address with nothing.
number = 0
request = function()
  number = number + 1
  if number % 1000 == 0 then
    return wrk.format("GET", "/intet-" .. number .. os.time() .. "/")
  elseif number % 4 == 0 then
    return wrk.format("GET", nil, { ["If-None-Match"] = "*", ["Accept-Encoding"] = "gzip" })
  end
  return wrk.format()
end
