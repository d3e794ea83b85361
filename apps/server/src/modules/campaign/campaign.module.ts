import { Module } from '@nestjs/common';
import { CareModule } from '../care/index.js';
import { CouponModule } from '../coupon/index.js';
import { MediaModule } from '../media/index.js';
import { MessagingModule } from '../messaging/index.js';
import { OwnerModule } from '../owner/index.js';
import { PaymentModule } from '../payment/index.js';
import { StaffModule } from '../staff/index.js';
import { StoreModule } from '../store/index.js';
import { SuspicionModule } from '../suspicion/index.js';
import { WorkshopModule } from '../workshop/index.js';
import { CampaignController } from './http/campaign.controller.js';
import { GrabRoute } from './http/grab.route.js';
import { PulseRoute } from './http/pulse.route.js';
import { StaffCampaignController } from './http/staff-campaign.controller.js';
import { AnnounceWavesHandler } from './jobs/announce-waves.handler.js';
import { SweepCampaignsHandler } from './jobs/sweep-campaigns.handler.js';
import { AnnouncementRepository } from './persistence/announcement.repository.js';
import { CampaignRepository } from './persistence/campaign.repository.js';
import { ClaimRepository } from './persistence/claim.repository.js';
import { ClaimFigures } from './persistence/claim-figures.repository.js';
import { WaveRepository } from './persistence/wave.repository.js';
import { PacketGate } from './redis/packet-gate.js';
import { AnnounceWaves } from './usecases/announce-waves.usecase.js';
import { CampaignMessages } from './usecases/campaign-messages.js';
import { CheckPlan } from './usecases/check-plan.queries.js';
import { ClaimList } from './usecases/claim-list.queries.js';
import { DecideCampaign } from './usecases/decide-campaign.usecase.js';
import { GateKeeper } from './usecases/gate-keeper.js';
import { GrabDesk } from './usecases/grab-desk.js';
import { GrabTickets } from './usecases/grab-tickets.js';
import { HandOut } from './usecases/hand-out.usecase.js';
import { Invitations } from './usecases/invitations.js';
import { LendCampaigns } from './usecases/lend-campaigns.js';
import { OwnerCampaigns } from './usecases/owner-campaigns.queries.js';
import { PacketViews } from './usecases/packet-views.queries.js';
import { PlanCampaign } from './usecases/plan-campaign.usecase.js';
import { PlanCourse } from './usecases/plan-course.js';
import { PlanHeads } from './usecases/plan-heads.queries.js';
import { PlanSteps } from './usecases/plan-steps.js';
import { PrizeDesk } from './usecases/prize-desk.js';
import { CampaignRehearsal } from './usecases/rehearsal.usecase.js';
import { RemindMe } from './usecases/remind-me.usecase.js';
import { RunCampaigns } from './usecases/run-campaigns.usecase.js';
import { StaffCampaigns } from './usecases/staff-campaigns.queries.js';
import { WaveLines } from './usecases/wave-lines.js';
import { WaveOccasions } from './usecases/wave-occasions.queries.js';
import { WavePage } from './usecases/wave-page.queries.js';
import { WavePulses } from './usecases/wave-pulses.queries.js';
import { WaveScreen } from './usecases/wave-screen.queries.js';
import { WinnerViews } from './usecases/winner-views.queries.js';
import { WriteClaims } from './usecases/write-claims.usecase.js';
/** Campaigns: red packets in waves, with a budget that a second person has approved. */
@Module({
  imports: [
    CareModule,
    CouponModule,
    MediaModule,
    MessagingModule,
    OwnerModule,
    PaymentModule,
    StaffModule,
    StoreModule,
    SuspicionModule,
    WorkshopModule,
  ],
  controllers: [CampaignController, StaffCampaignController],
  providers: [
    AnnouncementRepository,
    AnnounceWaves,
    AnnounceWavesHandler,
    CampaignMessages,
    WaveOccasions,
    CampaignRehearsal,
    CampaignRepository,
    CheckPlan,
    ClaimFigures,
    ClaimList,
    ClaimRepository,
    DecideCampaign,
    GateKeeper,
    GrabDesk,
    GrabRoute,
    GrabTickets,
    HandOut,
    Invitations,
    LendCampaigns,
    OwnerCampaigns,
    PacketGate,
    PacketViews,
    PlanCampaign,
    PlanCourse,
    PlanHeads,
    PlanSteps,
    PrizeDesk,
    PulseRoute,
    RemindMe,
    RunCampaigns,
    StaffCampaigns,
    SweepCampaignsHandler,
    WaveLines,
    WavePage,
    WavePulses,
    WaveRepository,
    WaveScreen,
    WinnerViews,
    WriteClaims,
  ],
  exports: [CampaignRehearsal, Invitations, PlanCourse, PlanHeads, PlanSteps, PrizeDesk],
})
export class CampaignModule {}
