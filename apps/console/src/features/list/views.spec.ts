import type { ListView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { addressOf, filtersOf, viewAt, withView } from './views.js';

const keeps = ['state', 'kind', 'all'];
const address = (text: string) => {
  const search = new URLSearchParams(text);
  return (name: string) => search.get(name) ?? undefined;
};

describe('views of a list', () => {
  it('keep the filters of the list, never words that were searched for nor what lies open over it', () => {
    expect(filtersOf(address('state=open&q=王国庆&call=01ABC&page=3'), keeps)).toEqual({ state: 'open' });
  });

  it('take every other filter and the search away when they are looked at', () => {
    const set = addressOf({ filters: { kind: 'no_show' } }, keeps);
    expect(set).toEqual({ q: undefined, state: undefined, kind: 'no_show', all: undefined });
    expect('q' in set && 'state' in set).toBe(true);
  });

  it('are known again only when all filters are the same', () => {
    const views: ListView[] = [
      { name: '一', filters: { state: 'open' } },
      { name: '二', filters: { state: 'open', kind: 'no_show' } },
      { name: '全部', filters: {} },
    ];
    expect(viewAt(views, { state: 'open', kind: 'no_show' }, keeps)?.name).toBe('二');
    expect(viewAt(views, { state: 'open' }, keeps)?.name).toBe('一');
    expect(viewAt(views, {}, keeps)?.name).toBe('全部');
    expect(viewAt(views, { state: 'closed' }, keeps)).toBeUndefined();
  });

  it('get other filters under the same name instead of standing there twice', () => {
    const once = withView([], { name: '急', filters: { state: 'open' } });
    const twice = withView(once, { name: '急', filters: {} });
    expect(twice).toEqual([{ name: '急', filters: {} }]);
    expect(withView(twice, { name: '缓', filters: {} }).map(({ name }) => name)).toEqual(['急', '缓']);
  });
});
