import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { repeat } from '../../server/shared/repeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('goes on after a round that failed, never two at a time, and stops after the one that runs', async () => {
  const told: unknown[] = [];
  let begun = 0;
  let running = 0;
  const work = async () => {
    begun += 1;
    expect(++running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    running -= 1;
    if (begun === 1) throw new Error('first');
  };
  const repeated = repeat(work, 1000, (error) => told.push((error as Error).message));
  expect(begun).toBe(1);
  await vi.advanceTimersByTimeAsync(1499);
  expect([begun, told]).toEqual([1, ['first']]);
  await vi.advanceTimersByTimeAsync(1);
  expect(begun).toBe(2);
  const stopped = repeated.stop();
  await vi.advanceTimersByTimeAsync(500);
  await stopped;
  expect(running).toBe(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(begun).toBe(2);
});
