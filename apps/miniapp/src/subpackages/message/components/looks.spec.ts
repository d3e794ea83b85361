import { messageKinds } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { lookOf, opensItself } from './looks';

describe('looks of messages', () => {
  it('know every kind but plain notices', () => {
    const plain = messageKinds.filter((kind) => lookOf(kind).icon === 'bell');
    expect(plain).toEqual(['notice']);
  });

  it('fall back to the family, then to the bell, for kinds of a newer server', () => {
    expect(lookOf('visit_sung_to').icon).toBe('gauge');
    expect(lookOf('something_new').icon).toBe('bell');
  });
});

describe('a tap on a message', () => {
  const action = { label: '查看', page: 'pages/home/index' };
  it('does what the message asks for if it is short', () => {
    expect(opensItself({ body: '明天 9:30 到店', action })).toBe(false);
  });
  it('opens the words if they are long or ask for nothing', () => {
    expect(opensItself({ body: '祝您生日快乐', action: null })).toBe(true);
    expect(opensItself({ body: '长'.repeat(90), action })).toBe(true);
  });
});
