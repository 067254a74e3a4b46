-- Takes admissions off the list of pending ones: the brokers have acknowledged them.
-- KEYS: the event, its pending admissions.
-- ARGV: the run of the server as the caller's connection knows it, the epoch of the admissions, then their numbers.
-- Answers -1 while the event is closed, else its epoch; nothing was done unless that is the one given.
local event = redis.call('HMGET', KEYS[1], 'run', 'epoch')
if event[1] ~= ARGV[1] then
  return -1
end
if event[2] == ARGV[2] then
  redis.call('HDEL', KEYS[2], unpack(ARGV, 3))
end
return tonumber(event[2])
