-- Closes an event, for a rebuild under a new epoch.
-- KEYS: the event. ARGV: the new epoch.
-- Answers 0 if a later rebuild has begun, else 1.
local current = tonumber(redis.call('HGET', KEYS[1], 'rebuilding') or '0')
if current >= tonumber(ARGV[1]) then
  return 0
end
redis.call('HSET', KEYS[1], 'run', '', 'rebuilding', ARGV[1])
return 1
