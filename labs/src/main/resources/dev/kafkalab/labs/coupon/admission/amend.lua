-- Changes who holds what, in the midst of a rebuild.
-- KEYS: the event. ARGV: the epoch of the rebuild, how many users are taken out, those users, then pairs of user and number.
-- Answers 0 if the rebuild is not the last that has begun, else 1.
if redis.call('HGET', KEYS[1], 'rebuilding') ~= ARGV[1] then
  return 0
end
local out = tonumber(ARGV[2])
if out > 0 then
  redis.call('HDEL', KEYS[1], unpack(ARGV, 3, 2 + out))
end
if #ARGV > 2 + out then
  redis.call('HSET', KEYS[1], unpack(ARGV, 3 + out))
end
return 1
