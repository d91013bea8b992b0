-- Each request asks what nobody has asked before.
number = 0
request = function()
  number = number + 1
  return wrk.format("GET", wrk.path .. "?number=" .. number)
end
