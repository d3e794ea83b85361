/**
 * The scripts of the gate. Keys: 1 gate (epoch of the pool), 2 pool (packet numbers, a list), 3 drawn (owner → what they
 * have), 4 pending (packet number → owner, until its row is committed), 5 limits (subject → packets).
 * What an owner has: `P<no>:<person slot>:<phone slot>:<car>:<car slot>:<phone>:<ms>` popped, its row not yet known to be
 * committed; `C<no>:<claim>` committed.
 */

/**
 * A packet for each of some people. ARGV: epoch, limits per person, phone and car (0: none), then owner, phone, cars (26
 * characters each) of everyone. Answers per person: what they had before; `N…` like `P…` for a new one; `L` a limit
 * stands against it; `E<pending>` the pool is empty; an empty list if there is no such gate.
 *
 * The first write asks for memory, so that a full Redis refuses the script before it has changed anything.
 */
export const TAKE = `
if redis.call('get', KEYS[1]) ~= ARGV[1] then return {} end
local perPerson, perPhone, perCar = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('time')
local now = time[1] .. string.sub('000000' .. time[2], -6, -4)
local out = {}
local function taken(subject)
  return tonumber(redis.call('hget', KEYS[5], subject) or '0')
end
for i = 5, #ARGV, 3 do
  local owner, phone, cars = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local answer = redis.call('hget', KEYS[3], owner)
  if not answer then
    local personSlot, phoneSlot, carSlot, car = 0, 0, 0, ''
    if perPerson > 0 then
      personSlot = taken('o' .. owner) + 1
      if personSlot > perPerson then answer = 'L' end
    end
    if not answer and perPhone > 0 and phone ~= '' then
      phoneSlot = taken('p' .. phone) + 1
      if phoneSlot > perPhone then answer = 'L' end
    end
    if not answer and perCar > 0 then
      answer = 'L'
      for from = 1, #cars, 26 do
        car = string.sub(cars, from, from + 25)
        carSlot = taken('c' .. car) + 1
        if carSlot <= perCar then
          answer = false
          break
        end
      end
    end
    if not answer then
      local no = redis.call('lindex', KEYS[2], 0)
      if not no then
        answer = 'E' .. redis.call('hlen', KEYS[4])
      else
        local mark = no .. ':' .. personSlot .. ':' .. phoneSlot .. ':' .. car .. ':' .. carSlot .. ':' .. phone .. ':' .. now
        redis.call('hset', KEYS[3], owner, 'P' .. mark)
        redis.call('hset', KEYS[4], no, owner)
        if personSlot > 0 then redis.call('hincrby', KEYS[5], 'o' .. owner, 1) end
        if phoneSlot > 0 then redis.call('hincrby', KEYS[5], 'p' .. phone, 1) end
        if carSlot > 0 then redis.call('hincrby', KEYS[5], 'c' .. car, 1) end
        redis.call('lpop', KEYS[2])
        answer = 'N' .. mark
      end
    end
  end
  out[#out + 1] = answer
end
return out`;

/** Rows are committed. ARGV: epoch, then owner, packet number, claim of everyone. */
export const CONFIRM = `
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, #ARGV, 3 do
  redis.call('hset', KEYS[3], ARGV[i], 'C' .. ARGV[i + 1] .. ':' .. ARGV[i + 2])
  redis.call('hdel', KEYS[4], ARGV[i + 1])
end
return 1`;

/**
 * A packet that was popped and did not become a row. ARGV: epoch, owner, packet number, mark (`P…` as it stands; nothing
 * happens if the owner has something else by now), 1 if the packet goes back to the pool, then the limits to lower.
 */
export const UNDO = `
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
if redis.call('hget', KEYS[3], ARGV[2]) ~= ARGV[4] then return 0 end
if ARGV[5] == '1' then redis.call('rpush', KEYS[2], ARGV[3]) end
redis.call('hdel', KEYS[3], ARGV[2])
redis.call('hdel', KEYS[4], ARGV[3])
for i = 6, #ARGV do redis.call('hincrby', KEYS[5], ARGV[i], -1) end
return 1`;

/**
 * Opens a gate whose keys have been filled. ARGV: epoch, so many entries of pool, drawn and limits as were put there,
 * seconds that all of it is kept. 0, and the gate stays shut, if they are not there any more: a Redis that is emptied
 * while a gate is built must not be taken for a pool that is sold out.
 */
export const OPEN = `
local whole = redis.call('llen', KEYS[2]) == tonumber(ARGV[2])
  and redis.call('hlen', KEYS[3]) == tonumber(ARGV[3])
  and redis.call('hlen', KEYS[5]) == tonumber(ARGV[4])
if not whole then
  redis.call('del', KEYS[2], KEYS[3], KEYS[5])
  return 0
end
redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[5])
for _, key in ipairs({ KEYS[2], KEYS[3], KEYS[5] }) do redis.call('expire', key, ARGV[5]) end
return 1`;
