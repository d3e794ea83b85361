import { ApiError } from '@cheban/api-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { insist } from './insist';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lost = () => new ApiError(0, 'NETWORK', '网络不给力', true);

it('asks again until the answer comes, and says that it is slow', async () => {
  const slow = vi.fn();
  const call = vi.fn().mockRejectedValueOnce(lost()).mockRejectedValueOnce(lost()).mockResolvedValue('won');
  const answer = insist(call, slow);
  await vi.runAllTimersAsync();
  expect(await answer).toBe('won');
  expect(call).toHaveBeenCalledTimes(3);
  expect(slow).toHaveBeenCalledTimes(2);
});

it('gives up at once when asking again will not help, and in the end', async () => {
  const refused = vi.fn().mockRejectedValue(new ApiError(409, 'GAME.NO_PLAY', '机会用完了', false));
  await expect(insist(refused, () => undefined)).rejects.toThrow('机会用完了');
  expect(refused).toHaveBeenCalledTimes(1);
  const down = vi.fn().mockImplementation(() => Promise.reject(lost()));
  const answer = expect(insist(down, () => undefined)).rejects.toThrow('网络不给力');
  await vi.runAllTimersAsync();
  await answer;
  expect(down).toHaveBeenCalledTimes(5);
});
