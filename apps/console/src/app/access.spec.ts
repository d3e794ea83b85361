import { rolePermissions, staffRoles } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { mayOpen, menuFor, navGroups, phoneBarFor } from './access.js';

const paths = (role: keyof typeof rolePermissions) =>
  menuFor(rolePermissions[role]).flatMap((group) => group.items.map((item) => item.path));

describe('menu', () => {
  it('shows each role its own day and no more', () => {
    expect(paths('technician')).toEqual(['/my-day', '/board', '/visits']);
    expect(paths('advisor')).toContain('/cases');
    expect(paths('advisor')).not.toContain('/imports');
    expect(paths('advisor')).toContain('/care/due');
    for (const path of ['/care/rules', '/code-pools', '/stores'])
      expect(paths('advisor')).not.toContain(path);
    expect(paths('marketing')).toContain('/imports');
    expect(paths('marketing')).not.toContain('/visits');
    expect(paths('group')).toContain('/audit');
    expect(paths('group')).not.toContain('/team');
    expect(paths('admin')).toEqual(navGroups.flatMap((group) => group.items.map((item) => item.path)));
  });

  it('opens the home page to every role', () => {
    for (const role of staffRoles) expect(mayOpen('/my-day', rolePermissions[role])).toBe(true);
  });

  it('leaves out groups without an entry', () => {
    expect(menuFor(['booking.read']).map((group) => group.label)).toEqual(['今天']);
    expect(menuFor([])).toEqual([]);
  });

  it('guards the pages below an entry, and only those', () => {
    expect(mayOpen('/cases/01J', rolePermissions.technician)).toBe(false);
    expect(mayOpen('/cases/01J', rolePermissions.advisor)).toBe(true);
    expect(mayOpen('/visitsomething', [])).toBe(true);
    expect(mayOpen('/account', [])).toBe(true);
  });

  it('opens by a link what is not in the menu', () => {
    expect(mayOpen('/care/rules', rolePermissions.advisor)).toBe(true);
    expect(mayOpen('/stores', rolePermissions.technician)).toBe(true);
  });

  it('puts at most four entries into the bottom bar, in a fixed order', () => {
    expect(phoneBarFor(rolePermissions.admin).map((item) => item.path)).toEqual([
      '/my-day',
      '/board',
      '/visits',
      '/owners',
    ]);
    expect(phoneBarFor(rolePermissions.technician).map((item) => item.path)).toEqual([
      '/my-day',
      '/board',
      '/visits',
    ]);
  });
});
