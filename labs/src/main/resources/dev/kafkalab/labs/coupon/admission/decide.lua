-- Decides about users of one event, in the order given.
-- KEYS: the event, its pending admissions.
-- ARGV: the run of the server as the caller's connection knows it, then users.
-- Answers 'closed', 'early', 'over', or {epoch, milliseconds, one number for each user}:
--   n > 0   admitted with number n, which is pending until the caller has settled it
--   0       sold out
--   -1      has asked before, and holds none
--   -1 - n  has asked before, and holds number n
redis.replicate_commands()
local event = redis.call('HMGET', KEYS[1], 'run', 'epoch', 'limit', 'opens', 'expires', 'given', 'free')
-- A server that was restarted may have lost its last writes, so what it holds counts only after a rebuild.
if event[1] ~= ARGV[1] or event[2] ~= redis.call('HGET', KEYS[2], 'epoch') then
  return 'closed'
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if now < tonumber(event[4]) then
  return 'early'
end
if now >= tonumber(event[5]) then
  return 'over'
end
local limit, given, free = tonumber(event[3]), tonumber(event[6]), event[7]
local held = redis.call('HMGET', KEYS[1], unpack(ARGV, 2))
local asked, marks, pending = {}, {}, {}
local answer = {tonumber(event[2]), now}
for i = 1, #held do
  local user = ARGV[i + 1]
  local number = held[i] or asked[user]
  if number then
    answer[i + 2] = -1 - tonumber(number)
  else
    number = 0
    if free ~= '' then
      -- Numbers that a lost Redis had given and nobody got.
      local first, rest = free:match('^(%d+),?(.*)$')
      number, free = tonumber(first), rest
    elseif given < limit then
      given = given + 1
      number = given
    end
    if number > 0 then
      pending[#pending + 1] = number
      pending[#pending + 1] = user .. ':' .. now
    end
    asked[user] = number
    marks[#marks + 1] = user
    marks[#marks + 1] = number
    answer[i + 2] = number
  end
end
if #marks > 0 then
  if #pending > 0 then
    redis.call('HSET', KEYS[2], unpack(pending))
    marks[#marks + 1] = 'given'
    marks[#marks + 1] = given
    if free ~= event[7] then
      marks[#marks + 1] = 'free'
      marks[#marks + 1] = free
    end
  end
  redis.call('HSET', KEYS[1], unpack(marks))
end
return answer
