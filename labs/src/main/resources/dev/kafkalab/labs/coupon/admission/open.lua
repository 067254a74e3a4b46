-- Ends a rebuild: the event is open.
-- KEYS: the event, its pending admissions.
-- ARGV: the epoch of the rebuild, the run of the server, limit, opening, expiry, the highest number given, numbers below it
-- that are to be given again, then pairs of a number that is pending and whose it is.
-- Answers 0 if the rebuild is not the last that has begun, else 1.
if redis.call('HGET', KEYS[1], 'rebuilding') ~= ARGV[1] then
  return 0
end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[2], 'epoch', ARGV[1])
for i = 8, #ARGV, 2 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'run', ARGV[2], 'limit', ARGV[3], 'opens', ARGV[4], 'expires', ARGV[5],
  'given', ARGV[6], 'free', ARGV[7])
return 1
