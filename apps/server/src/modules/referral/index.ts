/** Old customers bring new ones: invitations, the first paid visit, rewards for both. */
export { sweepReferralsJob } from './jobs/sweep-referrals.job.js';
export { referralPersonalData } from './persistence/personal-data.sql.js';
export { ReferralModule } from './referral.module.js';
export { OwnerReferrals } from './usecases/owner-referrals.usecase.js';
export { StaffReferrals } from './usecases/staff-referrals.usecase.js';
