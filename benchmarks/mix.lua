-- Asks for the addresses in the file that MIX names, one after the other, and says how it went.
local paths = {}
for line in io.lines(os.getenv("MIX")) do paths[#paths + 1] = line end
local at = 0
local headers = { ["Accept"] = os.getenv("ACCEPT") or "*/*", ["Accept-Encoding"] = os.getenv("CODING") or "identity" }

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], headers)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "refused": %d, "failed": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
