/** Campaigns: red packets in waves, from the plan over the approval to the grab and what became of the prizes. */
export { CampaignModule } from './campaign.module.js';
export { sweepCampaignsJob } from './jobs/sweep-campaigns.job.js';
