/** Coupons: kinds, claims, issues to many, the wallet, the counter; code pools; partner benefits. */

export type { CouponEvents } from './coupon.events.js';
export { CouponModule } from './coupon.module.js';
export { issueCouponsJob, sweepCouponsJob } from './jobs/issue-coupons.job.js';
export type { StoredAudience } from './persistence/coupon-issue.entity.js';
export type { CouponType } from './persistence/coupon-type.repository.js';
export { couponPersonalData } from './persistence/personal-data.sql.js';
export { CodePools, type CodeWish } from './usecases/code-pools.usecase.js';
export { type CouponGift, Coupons, type SystemCoupon } from './usecases/coupons.usecase.js';
export { type AudiencePage, type AudienceSource, IssueAudiences } from './usecases/issue-audiences.js';
export { IssueCoupons } from './usecases/issue-coupons.usecase.js';
export { ManageCouponTypes } from './usecases/manage-types.usecase.js';
