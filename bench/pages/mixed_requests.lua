-- Mostly the page, every fourth time a conditional request, every thousandth a missing URL.
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
