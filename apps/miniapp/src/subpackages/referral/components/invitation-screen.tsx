import type { InvitationView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Resource } from '@/shared/data/resource';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { Button, Card, Notice, ResourcePage, StoreCells, Tag } from '@/shared/ui';
import { BothGifts } from './both-gifts';
import { CarForm, type InvitedCar } from './car-form';
import { HowItGoes } from './how-it-goes';
import { referralTones } from './tones';
import { type InvitedWish, WishCard } from './wish-card';

export interface InvitationScreenProps {
  /** Null: nobody has this code. */
  invitation: Resource<InvitationView | null>;
  /** I have a car on file, so that a visit can be booked here; else by phone. */
  hasCar: boolean;
  busy: boolean;
  /** Why the last try was refused; what was typed stays. */
  problem: string | null;
  onOtherCode: () => void;
  onVerify: () => void;
  onAccept: (car: InvitedCar) => void;
  wishing: { readonly busy: boolean; readonly problem: string | null };
  onWish: (wish: InvitedWish) => void;
  onRetry: () => void;
}

/** Who invites me, what both of us get, and the few things it takes. */
export function InvitationScreen(props: InvitationScreenProps) {
  return (
    <ResourcePage
      resource={props.invitation}
      bones={[4, 3]}
      onRetry={props.onRetry}
      empty={(found) =>
        found
          ? null
          : {
              icon: 'heart',
              title: '没有找到这个邀请码',
              note: '请和朋友核对一下，字母和数字不要看错。',
              action: { label: '重新填写', onClick: props.onOtherCode },
            }
      }
    >
      {(found) => (found ? <Found {...props} data={found} /> : null)}
    </ResourcePage>
  );
}

type FoundProps = InvitationScreenProps & { data: InvitationView };

function Found(props: FoundProps) {
  const { data } = props;
  return (
    <>
      <Card>
        <View className="cb-lines">
          <View className="cb-muted">您的朋友 {data.inviterMasked}</View>
          <View className="invite-title">邀您到{data.storeName}做客</View>
          <View className="cb-muted">第一次到店消费后，两人都有礼。</View>
        </View>
        {data.inviteeReward ? (
          <BothGifts
            mineName="您得"
            mine={data.inviteeReward}
            otherName={`${data.inviterMasked} 得`}
            other={data.inviterReward}
          />
        ) : null}
        {data.known || data.problem ? null : (
          <View className="invite-gap">
            <Button block onClick={props.onVerify}>
              验证手机号，接受邀请
            </Button>
          </View>
        )}
      </Card>
      <NextStep {...props} />
      {data.mine || data.problem ? null : (
        <HowItGoes
          steps={[
            { title: '验证手机号，登记爱车', note: '只限第一次来店的车主和车。' },
            {
              title: `${data.withinDays} 天内到店，第一次付费服务`,
              note: '开登记的这辆车来，结账时报这个手机号。',
            },
            { title: '礼遇自动进卡包', note: '下次到店出示就能用。' },
          ]}
        />
      )}
      {data.rulesText ? (
        <Card title="活动规则">
          <View className="cb-small cb-pre">{data.rulesText}</View>
        </Card>
      ) : null}
      <StoreCells name={data.storeName} address={data.storeAddress} phone={data.storePhone} />
    </>
  );
}

/** The one thing to do now: go on with what was accepted, read why it cannot be, say who one is, or name the car. */
function NextStep(props: FoundProps) {
  const { data } = props;
  if (data.mine) return <Accepted {...props} mine={data.mine} />;
  if (data.problem === 'self') {
    return (
      <Card title="这是您自己的邀请">
        <View className="cb-lines">
          <View className="cb-muted">把它发给朋友，朋友到店消费后两人都有礼。</View>
          <Button block onClick={() => go('referral.mine')}>
            去邀请朋友
          </Button>
        </View>
      </Card>
    );
  }
  if (data.problem !== null) {
    return (
      <Card>
        <View className="cb-lines">
          <Notice tone="amber">{data.problemText}</Notice>
          <Visit {...props} kind="secondary" />
        </View>
      </Card>
    );
  }
  if (!data.known) return null;
  return <CarOrWish {...props} />;
}

/** Names the car, or leaves a wish. Who comes back reads the answer to the wish first; who taps reads it in its place. */
function CarOrWish({ data, busy, problem, onAccept, wishing, onWish, hasCar }: FoundProps) {
  const { wished } = data;
  const [wishFirst] = useState(wished !== null);
  const wish = hasCar ? null : (
    <WishCard wished={wished} busy={wishing.busy} problem={wishing.problem} onWish={onWish} />
  );
  return (
    <>
      {wishFirst ? wish : null}
      <CarForm busy={busy} problem={problem} onAccept={onAccept} />
      {wishFirst ? null : wish}
    </>
  );
}

function Accepted({ mine, ...props }: FoundProps & { mine: NonNullable<InvitationView['mine']> }) {
  const { couponId, state } = mine;
  return (
    <Card title="您已接受邀请" extra={<Tag tone={referralTones[state]}>{mine.stateLabel}</Tag>}>
      <View className="cb-lines">
        <View>{mine.text}</View>
        {couponId ? (
          <Button block onClick={() => go('coupon.coupon', { id: couponId })}>
            查看礼遇
          </Button>
        ) : state === 'refused' ? null : (
          <Visit {...props} kind="primary" />
        )}
      </View>
    </Card>
  );
}

/** The way to the workshop: booked here with a car on file, else by a call, and the store takes the car down. */
function Visit({ data, hasCar, kind }: FoundProps & { kind: 'primary' | 'secondary' }) {
  if (hasCar) {
    return (
      <Button block kind={kind} onClick={() => go('booking.create')}>
        预约到店
      </Button>
    );
  }
  if (!data.storePhone) return null;
  return (
    <Button block kind={kind} onClick={() => phone.call(data.storePhone)}>
      致电门店预约
    </Button>
  );
}
