import { Ticket } from '../../features/coupon/ticket.js';
import { PhoneFrame, PhoneText } from '../../shared/ui/phone-frame.js';

/** A coupon as owners see it in their wallet. */
export const OwnerPreview = ({
  howTo,
  testId,
  ...ticket
}: React.ComponentProps<typeof Ticket> & { howTo?: string | undefined; testId?: string }) => (
  <PhoneFrame bar="我的卡券" {...(testId !== undefined && { testId })}>
    <div className="pv">
      <Ticket {...ticket} />
      <PhoneText title="使用说明" text={howTo} />
    </div>
  </PhoneFrame>
);
