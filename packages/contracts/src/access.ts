/** Who may do what. The server guard and the console menu read the same tables. */

export const staffRoles = [
  'advisor',
  'technician',
  'marketing',
  'care',
  'manager',
  'group',
  'admin',
] as const;
export type StaffRole = (typeof staffRoles)[number];

export const staffRoleLabel: Record<StaffRole, string> = {
  advisor: '服务顾问',
  technician: '车间技师',
  marketing: '市场专员',
  care: '客服专员',
  manager: '店总',
  group: '集团管理',
  admin: '系统管理员',
};

export const permissions = [
  'booking.read',
  'booking.manage',
  'booking.overbook',
  'visit.read',
  'visit.manage',
  'visit.correct',
  'report.sign',
  'customer.read',
  'customer.unmask',
  'care.read',
  'care.manage',
  'care.approve',
  'task.read',
  'task.manage',
  'channel.manage',
  'rescue.read',
  'rescue.manage',
  'case.read',
  'case.manage',
  'case.approve',
  'activity.read',
  'activity.manage',
  'activity.check_in',
  'circle.read',
  'circle.moderate',
  'circle.manage',
  'campaign.read',
  'campaign.manage',
  'campaign.approve',
  'campaign.kill',
  'payment.read',
  'payment.refund',
  'payment.approve',
  'payment.manage',
  'shop.read',
  'shop.manage',
  'shop.redeem',
  'shop.undo',
  'coupon.read',
  'coupon.manage',
  'coupon.approve',
  'coupon.issue',
  'coupon.redeem',
  'coupon.undo',
  'figures.read',
  'figures.export',
  'import.run',
  'staff.manage',
  'store.read',
  'store.manage',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];

const everything = permissions;

/** mission.md, "People": what each role's day needs, and no more. */
export const rolePermissions: Record<StaffRole, readonly Permission[]> = {
  advisor: [
    'booking.read',
    'booking.manage',
    'visit.read',
    'visit.manage',
    'report.sign',
    'customer.read',
    'customer.unmask',
    'care.read',
    'task.read',
    'task.manage',
    'rescue.read',
    'rescue.manage',
    'case.read',
    'case.manage',
    'activity.read',
    'activity.check_in',
    'circle.read',
    'shop.read',
    'shop.redeem',
    'coupon.read',
    'coupon.redeem',
    'store.read',
  ],
  technician: ['booking.read', 'visit.read', 'report.sign', 'store.read'],
  marketing: [
    'booking.read',
    'customer.read',
    'care.read',
    'care.manage',
    'task.read',
    'activity.read',
    'activity.manage',
    'activity.check_in',
    'circle.read',
    'circle.moderate',
    'campaign.read',
    'campaign.manage',
    'campaign.kill',
    'coupon.read',
    'coupon.manage',
    'coupon.issue',
    'figures.read',
    'figures.export',
    'import.run',
    'payment.read',
    'shop.read',
    'shop.manage',
    'store.read',
  ],
  care: [
    'booking.read',
    'booking.manage',
    'visit.read',
    'customer.read',
    'customer.unmask',
    'care.read',
    'task.read',
    'task.manage',
    'rescue.read',
    'rescue.manage',
    'case.read',
    'case.manage',
    'activity.read',
    'activity.manage',
    'activity.check_in',
    'circle.read',
    'circle.moderate',
    'campaign.read',
    'payment.read',
    'payment.refund',
    'shop.read',
    'shop.redeem',
    'coupon.read',
    'coupon.issue',
    'coupon.redeem',
    'figures.read',
    'store.read',
  ],
  manager: everything.filter(
    (permission) =>
      permission !== 'staff.manage' &&
      permission !== 'channel.manage' &&
      permission !== 'payment.manage' &&
      // Topics and the switch are the group's.
      permission !== 'circle.manage',
  ),
  group: [
    'booking.read',
    'visit.read',
    'customer.read',
    'care.read',
    'task.read',
    'rescue.read',
    'case.read',
    'activity.read',
    'circle.read',
    'circle.moderate',
    'circle.manage',
    'campaign.read',
    'campaign.approve',
    'campaign.kill',
    'payment.read',
    'shop.read',
    'coupon.read',
    'figures.read',
    'figures.export',
    'store.read',
    'audit.read',
  ],
  admin: everything,
};

/** Roles that answer for every store of the group: without stores of their own they have all of them. */
export const groupRoles: readonly StaffRole[] = ['group', 'admin'];

export function roleMay(role: StaffRole, permission: Permission): boolean {
  return rolePermissions[role].includes(permission);
}

/**
 * Who may call a route:
 * - `public`: anyone; - `account`: a WeChat log-in, bound to an owner or not; - `owner`: a log-in bound by a
 * verified phone and with the privacy consent given; - `staff`: any staff log-in; - a permission: staff whose role has it;
 * - `provider`: a signed push from WeChat or the SMS provider, checked by its own handler.
 */
export type Policy = 'public' | 'account' | 'owner' | 'staff' | 'provider' | Permission;
