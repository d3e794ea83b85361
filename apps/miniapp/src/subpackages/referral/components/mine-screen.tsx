import type { MyReferralView } from '@cheban/contracts';
import { Image, View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayAgo } from '@/shared/format/when';
import { go } from '@/shared/nav/go';
import { Button, Card, Cell, type EmptyProps, QrCode, ResourcePage, Tag } from '@/shared/ui';
import { BothGifts } from './both-gifts';
import { HowItGoes } from './how-it-goes';
import { referralTones } from './tones';

export interface MineScreenProps {
  mine: Resource<MyReferralView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** Address of the invitation for browsers and cameras; null inside WeChat, where the page itself is sent. */
  link: string | null;
  /** The mini-program code inside WeChat, a data address; null while there is none. */
  picture: string | null;
  onSave: () => void;
  onCopyLink: () => void;
  onCopyCode: () => void;
  onRetry: () => void;
}

/** Longest text that the QR code of the kit holds. */
const longestQr = 106;

/** My invitation: what both get, how to send it, and what became of those I have sent. */
export function MineScreen(props: MineScreenProps) {
  return (
    <ResourcePage resource={props.mine} bones={[4, 3]} onRetry={props.onRetry} empty={nothingToShow}>
      {(mine) => (
        <>
          {mine.open ? <Invitation {...props} data={mine} /> : <Card>{closedWords}</Card>}
          {mine.invitees.length > 0 ? <Friends mine={mine} nowMs={props.nowMs} /> : null}
          {mine.open ? <Steps withinDays={mine.withinDays} /> : null}
          {mine.open && mine.rulesText ? (
            <Card title="活动规则">
              <View className="cb-small cb-pre">{mine.rulesText}</View>
            </Card>
          ) : null}
          <Card flush>
            <Cell
              icon="gift"
              title="我收到了邀请码"
              note="填写朋友的邀请码"
              onClick={() => go('referral.invitation')}
            />
          </Card>
        </>
      )}
    </ResourcePage>
  );
}

const closedWords = '老带新活动现在没有开放，已经发出的邀请仍然有效。';

/** Without a car there is no store to invite to; a store without a programme has nothing to promise. */
function nothingToShow({ storeId, open, invitees }: MyReferralView): EmptyProps | null {
  if (open || invitees.length > 0) return null;
  const enter = { label: '填写邀请码', onClick: () => go('referral.invitation') };
  return storeId === null
    ? {
        icon: 'heart',
        title: '绑定爱车后就能邀请朋友',
        note: '如果您收到了朋友的邀请码，现在就可以填写。',
        action: enter,
      }
    : {
        icon: 'heart',
        title: '现在没有邀请活动',
        note: '活动开始后，可以在这里邀请朋友到店。',
        action: enter,
      };
}

function Invitation({
  data,
  link,
  picture,
  onSave,
  onCopyLink,
  onCopyCode,
}: MineScreenProps & { data: MyReferralView }) {
  const full = data.left === 0;
  return (
    <Card>
      <View className="cb-lines">
        <View className="cb-small cb-muted">{data.storeName}</View>
        <View className="invite-title">邀请朋友到店，两人都有礼</View>
        <View className="cb-muted">朋友第一次到店消费后，礼遇进两人的卡包。</View>
      </View>
      <BothGifts mineName="您得" mine={data.inviterReward} otherName="朋友得" other={data.inviteeReward} />
      {full ? (
        <View className="cb-small cb-muted invite-gap">今年的邀请名额已用完，谢谢您的推荐。</View>
      ) : null}
      {!full && data.code ? (
        <View className="invite-code">
          {link !== null && link.length <= longestQr ? (
            <QrCode className="invite-code__picture" text={link} label={`邀请码 ${data.code}`} />
          ) : null}
          {picture !== null ? (
            <>
              <Image
                className="invite-code__picture"
                src={picture}
                mode="aspectFit"
                showMenuByLongpress
                ariaLabel={`小程序码，邀请码 ${data.code}`}
              />
              <Button kind="secondary" size="small" onClick={onSave}>
                保存图片
              </Button>
            </>
          ) : null}
          <View className="cb-small cb-muted">
            {link === null && picture === null
              ? '我的邀请码，可以念给朋友'
              : '请朋友扫码，或把邀请码念给朋友'}
          </View>
          <View className="cb-row cb-row--gap">
            <View className="invite-code__text cb-num">{data.code}</View>
            <Button kind="quiet" size="small" ariaLabel="复制邀请码" onClick={onCopyCode}>
              复制
            </Button>
          </View>
        </View>
      ) : null}
      {full ? null : link === null ? (
        <Button block openType="share">
          邀请微信好友
        </Button>
      ) : (
        <Button block onClick={onCopyLink}>
          复制邀请链接
        </Button>
      )}
      {full ? null : <View className="cb-small cb-muted invite-left">今年还可以邀请 {data.left} 位朋友</View>}
    </Card>
  );
}

function Friends({ mine, nowMs }: { mine: MyReferralView; nowMs: number }) {
  return (
    <Card
      flush
      title="我邀请的朋友"
      extra={mine.rewarded > 0 ? <Tag tone="green">{mine.rewarded} 位已到账</Tag> : undefined}
    >
      {mine.invitees.map(({ id, nameMasked, phoneMasked, state, stateLabel, joinedAt, text, couponId }) => (
        <Cell
          key={id}
          title={`${nameMasked} ${phoneMasked ?? ''}`}
          note={text}
          value={<Tag tone={referralTones[state]}>{stateLabel}</Tag>}
          arrow={false}
          {...(couponId ? { onClick: () => go('coupon.coupon', { id: couponId }) } : {})}
        >
          <View className="cb-small cb-muted">{sayAgo(joinedAt, nowMs)} 接受邀请</View>
        </Cell>
      ))}
    </Card>
  );
}

function Steps({ withinDays }: { withinDays: number }) {
  return (
    <HowItGoes
      steps={[
        { title: '把邀请发给朋友', note: '发送和转发本身没有奖励。' },
        { title: '朋友验证手机号，登记爱车', note: '只限第一次来店的车主和车。' },
        {
          title: `${withinDays} 天内到店，第一次付费服务`,
          note: '保养、维修、钣喷都算，结账后核对手机号和车。',
        },
        { title: '两人的礼遇进卡包', note: '到店出示就能用。' },
      ]}
    />
  );
}
