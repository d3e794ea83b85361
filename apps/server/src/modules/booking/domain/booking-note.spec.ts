import { describe, expect, it } from 'vitest';
import { noteFault } from './booking-note.js';

describe('the note of a booking', () => {
  it('is free to be empty, save for where a driver fetches the car', () => {
    expect(noteFault('service', '')).toBeNull();
    expect(noteFault('test_drive', '')).toBeNull();
    expect(noteFault('pick_up', '  家里 ')).toContain('取车地址');
    expect(noteFault('pick_up', '长风街 88 号地下二层')).toBeNull();
  });
});
