/*
 * Scripts, each of which Redis runs as one step. All keys of a call are in one partition, so in one slot of a cluster.
 *
 * A fact is stored as "<generation>|<read at, ms>|<JSON>", and as "<generation>|<read at, ms>~|<JSON>" once it has changed at
 * the source. A forgotten one is stored as "~" for a while. A fact is valid
 * while its generation is that of its partition: to forget a whole kind of facts, the generations are deleted. A lease is
 * stored as "<generation>|<token>", so that it ends with the generation too.
 *
 * Keys are read with MGET, for which a key of another type is missing. They are written with pcall, so that a server that
 * refuses writes (full, or a replica) can still be read.
 */

/** KEYS: generation, facts, leases. ARGV: the generation to set if there is none, token, lease ms, newest believable instant,
 * for "a" and for "r" the instants until which a fact and an absence are due, and a letter per key: a(waited), r(efresh) or
 * n (anew: takes no lease). Returns the generation, and per key the fact or false, and the lease: 0 none, 1 another's, 2 taken.
 */
export const LOOK = `
local count = #ARGV[9]
local stored = redis.call('MGET', unpack(KEYS, 1, count + 1))
local generation = stored[1]
if not generation then
  generation = ARGV[1]
  redis.pcall('SET', KEYS[1], generation)
end
local prefix = generation .. '|'
local start = #prefix + 1
local newest = tonumber(ARGV[4])
local due = { a = { tonumber(ARGV[5]), tonumber(ARGV[6]) }, r = { tonumber(ARGV[7]), tonumber(ARGV[8]) } }
local answer = { generation }
for i = 1, count do
  local want = string.sub(ARGV[9], i, i)
  local fact = stored[i + 1]
  local isDue = true
  local bar = fact and string.sub(fact, 1, #prefix) == prefix and string.find(fact, '|', start, true)
  local changed = bar and string.sub(fact, bar - 1, bar - 1) == '~'
  local readAt = bar and tonumber(string.sub(fact, start, bar - (changed and 2 or 1)))
  if not readAt or readAt > newest then
    fact = false
  elseif due[want] and not changed then
    isDue = readAt <= due[want][string.sub(fact, -5) == '|null' and 2 or 1]
  end
  local leased = 0
  if isDue and want ~= 'n' then
    local lease = KEYS[count + 1 + i]
    local mine = prefix .. ARGV[2]
    local holder = redis.call('MGET', lease)[1]
    if holder and holder ~= mine and string.sub(holder, 1, #prefix) == prefix then
      leased = 1
    else
      leased = 2
      if holder ~= mine then redis.pcall('SET', lease, mine, 'PX', ARGV[3]) end
    end
  end
  answer[2 * i] = fact
  answer[2 * i + 1] = leased
end
return answer
`;

/** KEYS: generation, facts, leases. ARGV: generation, token, newest believable instant, then per key: read at, JSON, ms to
 * live. Keeps the later of two readings, stores no fact that was forgotten meanwhile, and gives the leases back. Returns the
 * number of stored facts, or the fault. */
export const BRING = `
local count = (#ARGV - 3) / 3
local prefix = ARGV[1] .. '|'
local current = redis.call('MGET', KEYS[1])[1] == ARGV[1]
local newest = tonumber(ARGV[3])
local failure = false
local taken = 0
for i = 1, count do
  local key, lease = KEYS[1 + i], KEYS[1 + count + i]
  local held = redis.call('MGET', lease)[1] == prefix .. ARGV[2]
  if current then
    local before = redis.pcall('GETRANGE', key, 0, 60)
    if type(before) ~= 'string' then before = '' end
    local accepted
    if before == '~' or string.sub(before, 1, #prefix) == prefix and string.match(before, '^%d+~|', #prefix + 1) then
      accepted = held
    else
      local readAt = nil
      if string.sub(before, 1, #prefix) == prefix then readAt = tonumber(string.match(before, '^(%d+)|', #prefix + 1)) end
      accepted = not readAt or readAt > newest or readAt <= tonumber(ARGV[1 + 3 * i])
    end
    if accepted then
      local fact = prefix .. ARGV[1 + 3 * i] .. '|' .. ARGV[2 + 3 * i]
      local done = redis.pcall('SET', key, fact, 'PX', ARGV[3 + 3 * i])
      if type(done) == 'table' and done.err then failure = done else taken = taken + 1 end
    end
  end
  if held then redis.pcall('DEL', lease) end
end
return failure or taken
`;

/** KEYS: generation, leases. ARGV: token. Gives back the leases that are still held. */
export const FREE = `
local generation = redis.call('MGET', KEYS[1])[1]
for i = 2, #KEYS do
  if generation and redis.call('MGET', KEYS[i])[1] == generation .. '|' .. ARGV[1] then redis.call('DEL', KEYS[i]) end
end
return 1
`;

/** KEYS: facts, leases. ARGV: ms for which a fact is stored again only by the holder of a lease that was taken afterwards. */
export const FORGET = `
redis.call('DEL', unpack(KEYS))
for i = 1, #KEYS / 2 do redis.pcall('SET', KEYS[i], '~', 'PX', ARGV[1]) end
return 1
`;

/** KEYS: facts, leases. ARGV: ms for which a fact that is not stored is stored again only by the holder of a lease that was taken
 * afterwards. Marks the stored facts as changed at the source: until they are read again, they are last known values. */
export const CHANGE = `
local count = #KEYS / 2
redis.call('DEL', unpack(KEYS, count + 1))
for i = 1, count do
  local fact = redis.call('MGET', KEYS[i])[1]
  local left = redis.call('PTTL', KEYS[i])
  local generation, readAt, json = string.match(fact or '', '^([^|]*)|(%d+)~?(|.*)$')
  if readAt and left > 0 then
    redis.pcall('SET', KEYS[i], generation .. '|' .. readAt .. '~' .. json, 'PX', left)
  else
    redis.pcall('SET', KEYS[i], '~', 'PX', ARGV[1])
  end
end
return 1
`;

/** KEYS: a count. ARGV: the points to add, ms that the count is kept from its first point. Returns the count. */
export const COUNT = `
local points = tonumber(ARGV[1])
local before = tonumber(redis.call('MGET', KEYS[1])[1])
if before then
  if points == 0 then return before end
  return redis.call('INCRBY', KEYS[1], points)
end
if points <= 0 then return 0 end
redis.call('SET', KEYS[1], points, 'PX', ARGV[2])
return points
`;

/** KEYS: the attempts. ARGV: now, and the backoff: free attempts, first and longest pause, ms after the last pause until all is
 * forgotten. Returns 0 if this attempt is allowed, else the ms until the next one. A stored pause that is longer than the longest
 * was noted by a clock that is ahead, and is ignored. */
export const ATTEMPT = `
local now, free, first, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local stored = redis.call('HMGET', KEYS[1], 'made', 'next')
local made, nextAt = tonumber(stored[1]) or 0, tonumber(stored[2]) or 0
if now < nextAt and nextAt - now <= longest then return nextAt - now end
made = made + 1
local pause = 0
if made >= free then pause = math.min(first * 2 ^ (made - free), longest) end
redis.call('HSET', KEYS[1], 'made', made, 'next', string.format('%.0f', now + pause))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', pause + ARGV[5]))
return 0
`;
