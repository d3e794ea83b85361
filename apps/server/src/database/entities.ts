import {
  ActivityEntity,
  ActivitySessionEntity,
  SignUpEntity,
} from '../modules/activity/persistence/activity.entity.js';
import { ArticleEntity } from '../modules/activity/persistence/article.entity.js';
import { BookingEntity, CapacityUnitEntity } from '../modules/booking/persistence/booking.entity.js';
import { FreeRescheduleEntity } from '../modules/booking/persistence/free-reschedule.entity.js';
import {
  BookingHoldEntity,
  WaitingEntryEntity,
  WaitingOfferEntity,
} from '../modules/booking/persistence/hold.entity.js';
import {
  CampaignAnnouncementEntity,
  CampaignEntity,
  CampaignPrizeEntity,
  CampaignReminderEntity,
  CampaignSeenEntity,
  CampaignStoreEntity,
  CampaignWaveEntity,
} from '../modules/campaign/persistence/campaign.entity.js';
import { PacketClaimEntity, RedPacketEntity } from '../modules/campaign/persistence/red-packet.entity.js';
import { CareAnswerEntity } from '../modules/care/persistence/care-answer.entity.js';
import { CareDayEntity, CareRuleSeenEntity } from '../modules/care/persistence/care-day.entity.js';
import { CareItemEntity, CareProgressEntity } from '../modules/care/persistence/care-item.entity.js';
import { CareRuleEntity, CareRuleVersionEntity } from '../modules/care/persistence/care-rule.entity.js';
import { circleEntities } from '../modules/circle/persistence/circle.entity.js';
import {
  BenefitClaimEntity,
  CodeImportEntity,
  CodePoolEntity,
  PartnerBenefitEntity,
  PartnerEntity,
  PoolCodeEntity,
} from '../modules/coupon/persistence/code-pool.entity.js';
import {
  CouponBillEntity,
  CouponEntity,
  CouponEventEntity,
  CouponPassEntity,
  CouponTypeEntity,
} from '../modules/coupon/persistence/coupon.entity.js';
import { CouponIssueEntity } from '../modules/coupon/persistence/coupon-issue.entity.js';
import {
  CaseCauseEntity,
  CaseStepEntity,
  ComplaintCaseEntity,
  ImprovementEntity,
  RatingDraftEntity,
  RatingEntity,
} from '../modules/feedback/persistence/feedback.entity.js';
import { MakeGoodEntity, MakeGoodRuleEntity } from '../modules/feedback/persistence/make-good.entity.js';
import {
  FollowUpAttemptEntity,
  FollowUpKeyEntity,
  FollowUpTaskEntity,
} from '../modules/follow-up/persistence/follow-up.entity.js';
import { FollowUpAnswerEntity, TalkPlanEntity } from '../modules/follow-up/persistence/talk.entity.js';
import { gameEntities } from '../modules/game/persistence/game.entity.js';
import { ImportRunEntity } from '../modules/intake/persistence/import-run.entity.js';
import { MiniCodeEntity } from '../modules/media/persistence/mini-code.entity.js';
import { PhotoEntity } from '../modules/media/persistence/photo.entity.js';
import {
  CircuitEntity,
  MessageAttemptEntity,
  MessageCapEntity,
  MessageEntity,
  MessageTemplateEntity,
  ProviderPushEntity,
  SubscribeCreditEntity,
  SubscribeLedgerEntity,
} from '../modules/messaging/persistence/message.entity.js';
import {
  AccountTemplateEntity,
  TemplateSyncEntity,
} from '../modules/messaging/persistence/template.entity.js';
import { MessageWishEntity, MessageWishLogEntity } from '../modules/messaging/persistence/wish.entity.js';
import { WeatherWaveEntity } from '../modules/notification/persistence/weather-wave.entity.js';
import {
  AccountDeviceEntity,
  AccountEntity,
  ConsentLogEntity,
  ErasedPhoneEntity,
  OwnerEntity,
  SmsCodeEntity,
} from '../modules/owner/persistence/owner.entity.js';
import { PayMerchantEntity, PayNoticeEntity } from '../modules/payment/persistence/merchant.entity.js';
import {
  MoneyDifferenceEntity,
  MoneyEntryEntity,
  MoneyRunEntity,
} from '../modules/payment/persistence/money.entity.js';
import {
  PayOrderEntity,
  PayoutEntity,
  PayRefundEntity,
} from '../modules/payment/persistence/payment.entity.js';
import { ErasureRequestEntity } from '../modules/privacy/persistence/erasure.entity.js';
import {
  ReferralCodeEntity,
  ReferralEntity,
  ReferralProgrammeEntity,
  ReferralWishEntity,
} from '../modules/referral/persistence/referral.entity.js';
import { RescueCallEntity, RescueStepEntity } from '../modules/rescue/persistence/rescue.entity.js';
import {
  CardShareEntity,
  CardUseEntity,
  ServiceCardEntity,
  ShopItemEntity,
  ShopOrderEntity,
  ShopQuotaEntity,
} from '../modules/shop/persistence/shop.entity.js';
import { StaffEntity, StaffStoreEntity } from '../modules/staff/persistence/staff.entity.js';
import { StaffListEntity } from '../modules/staff/persistence/staff-list.entity.js';
import { StaffLeaveEntity, StaffSkillEntity } from '../modules/staff/persistence/staff-plan.entity.js';
import {
  BayClosureEntity,
  BayEntity,
  ServiceItemEntity,
  StoreEntity,
  StoreHoursEntity,
  StoreSpecialDayEntity,
} from '../modules/store/persistence/store.entity.js';
import { RewardTraceEntity, SuspicionEntity } from '../modules/suspicion/persistence/suspicion.entity.js';
import {
  MileageReadingEntity,
  OwnerVehicleEntity,
  ServiceRecordEntity,
  VehicleEntity,
} from '../modules/vehicle/persistence/vehicle.entity.js';
import { AlarmEntity, AlarmNoticeEntity } from '../modules/watch/persistence/alarm.entity.js';
import {
  WeatherAlertEntity,
  WeatherEventEntity,
  WeatherPlaceEntity,
  WeatherQuotaEntity,
} from '../modules/weather/persistence/weather.entity.js';
import { LoanDayEntity, LoanEntity, LoanerCarEntity } from '../modules/workshop/persistence/loaner.entity.js';
import {
  DeclinedWorkEntity,
  PromiseCompensationEntity,
  ServiceIncludesEntity,
  VisitCorrectionEntity,
  VisitQuoteEntity,
  VisitRuleEntity,
} from '../modules/workshop/persistence/quote.entity.js';
import {
  HealthReportEntity,
  VisitEntity,
  VisitEventEntity,
  WorkOrderCounterEntity,
  WorkOrderEntity,
} from '../modules/workshop/persistence/visit.entity.js';
import { platformEntities } from '../platform/entities.js';

/** Every table, for TypeORM and for the check that entities and migrations agree. */
export const entities = [
  ...platformEntities,
  AccountDeviceEntity,
  ReferralCodeEntity,
  ReferralEntity,
  ReferralProgrammeEntity,
  ReferralWishEntity,
  RewardTraceEntity,
  SuspicionEntity,
  AccountEntity,
  AccountTemplateEntity,
  ActivityEntity,
  ActivitySessionEntity,
  AlarmEntity,
  AlarmNoticeEntity,
  ArticleEntity,
  BayClosureEntity,
  BayEntity,
  BenefitClaimEntity,
  BookingEntity,
  BookingHoldEntity,
  ...gameEntities,
  CampaignAnnouncementEntity,
  CampaignEntity,
  CampaignPrizeEntity,
  CampaignReminderEntity,
  CampaignSeenEntity,
  CampaignStoreEntity,
  CampaignWaveEntity,
  CapacityUnitEntity,
  CareAnswerEntity,
  CareDayEntity,
  CareItemEntity,
  CareProgressEntity,
  CareRuleEntity,
  CareRuleSeenEntity,
  CareRuleVersionEntity,
  CaseCauseEntity,
  CaseStepEntity,
  CircuitEntity,
  CodeImportEntity,
  CodePoolEntity,
  ComplaintCaseEntity,
  ConsentLogEntity,
  CouponBillEntity,
  CouponEntity,
  CouponEventEntity,
  CouponIssueEntity,
  CouponPassEntity,
  CouponTypeEntity,
  DeclinedWorkEntity,
  ErasedPhoneEntity,
  ErasureRequestEntity,
  FollowUpAttemptEntity,
  FollowUpKeyEntity,
  FollowUpTaskEntity,
  FollowUpAnswerEntity,
  TalkPlanEntity,
  FreeRescheduleEntity,
  HealthReportEntity,
  ImportRunEntity,
  ImprovementEntity,
  LoanDayEntity,
  LoanEntity,
  LoanerCarEntity,
  MakeGoodEntity,
  MakeGoodRuleEntity,
  MessageAttemptEntity,
  MessageCapEntity,
  MessageEntity,
  MessageTemplateEntity,
  MessageWishEntity,
  MessageWishLogEntity,
  MileageReadingEntity,
  OwnerEntity,
  OwnerVehicleEntity,
  PacketClaimEntity,
  PartnerBenefitEntity,
  PartnerEntity,
  MiniCodeEntity,
  PhotoEntity,
  PoolCodeEntity,
  PromiseCompensationEntity,
  ProviderPushEntity,
  RatingDraftEntity,
  RatingEntity,
  RedPacketEntity,
  ...circleEntities,
  RescueCallEntity,
  RescueStepEntity,
  ServiceIncludesEntity,
  ServiceItemEntity,
  ServiceRecordEntity,
  SignUpEntity,
  SmsCodeEntity,
  StaffEntity,
  StaffLeaveEntity,
  StaffListEntity,
  StaffSkillEntity,
  StaffStoreEntity,
  StoreEntity,
  StoreHoursEntity,
  StoreSpecialDayEntity,
  SubscribeCreditEntity,
  SubscribeLedgerEntity,
  TemplateSyncEntity,
  VehicleEntity,
  VisitCorrectionEntity,
  VisitEntity,
  VisitEventEntity,
  VisitQuoteEntity,
  VisitRuleEntity,
  WaitingEntryEntity,
  WaitingOfferEntity,
  WeatherAlertEntity,
  WeatherEventEntity,
  WeatherPlaceEntity,
  WeatherQuotaEntity,
  WeatherWaveEntity,
  WorkOrderCounterEntity,
  WorkOrderEntity,
  MoneyDifferenceEntity,
  MoneyEntryEntity,
  MoneyRunEntity,
  PayMerchantEntity,
  PayNoticeEntity,
  PayOrderEntity,
  PayRefundEntity,
  PayoutEntity,
  CardShareEntity,
  CardUseEntity,
  ServiceCardEntity,
  ShopItemEntity,
  ShopOrderEntity,
  ShopQuotaEntity,
];
