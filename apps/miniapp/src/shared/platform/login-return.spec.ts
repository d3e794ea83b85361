import { describe, expect, it } from 'vitest';
import { readReturn, withState } from './login-return';

const trip = { state: 's1', next: 'subpackages/booking/create/index?messageId=m1' };
const home = { pathname: '/', search: '', hash: '' };

describe('coming back from the log-in page', () => {
  it('takes the code whose state we sent, and goes on to the page that was wanted', () => {
    expect(readReturn({ ...home, search: '?code=c1&state=s1' }, trip)).toEqual({
      code: 'c1',
      asked: true,
      address: '/#/subpackages/booking/create/index?messageId=m1',
    });
  });

  it.each([
    ['another state', { ...home, search: '?code=c1&state=s2' }, trip],
    ['a state without a log-in of ours', { ...home, search: '?code=c1&state=s1' }, undefined],
    ['no code', { ...home, search: '?state=s1' }, trip],
  ])('refuses %s', (_what, address, began) => {
    expect(readReturn(address, began)).toBeNull();
  });

  it('marks a code without a state as not asked for, and keeps page and other parameters', () => {
    const address = { pathname: '/', search: '?code=c1&from=card', hash: '#/pages/home/index' };
    expect(readReturn(address, trip)).toEqual({
      code: 'c1',
      asked: false,
      address: '/?from=card#/pages/home/index',
    });
  });

  it('puts its own state into the address of the log-in page', () => {
    expect(withState('https://open.example/authorize?appid=a&state=login#wechat_redirect', 'x y')).toBe(
      'https://open.example/authorize?appid=a&state=x+y#wechat_redirect',
    );
  });
});
