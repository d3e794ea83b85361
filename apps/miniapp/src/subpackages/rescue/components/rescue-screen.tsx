import type { RescueView } from '@cheban/contracts';
import {
  isRescueOpen,
  type RescueState,
  rescueKindLabel,
  rescueOwnerLabel,
} from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayFen, sayPlate } from '@/shared/format/number';
import { clockOf, sayInstant } from '@/shared/format/when';
import {
  Button,
  Card,
  Cell,
  HomeLink,
  NumberBig,
  PhotoRow,
  ResourceView,
  Screen,
  SkeletonCard,
  type Step,
  StepLine,
  SubscribeLine,
  Tag,
} from '@/shared/ui';
import { phoneIn } from './words';

interface RescueScreenProps {
  rescue: Resource<RescueView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** A cancellation is on its way. */
  busy: boolean;
  /** From `useSubscribe`. */
  offer: { readonly offered: boolean; readonly ask: () => Promise<boolean> };
  onCancel: () => void;
  onDial: (phone: string) => void;
  onRetry: () => void;
}

const way: readonly RescueState[] = ['requested', 'accepted', 'on_the_way', 'arrived', 'done'];

/** The way to the end; one that was cancelled shows how far it came. */
function stepsOf(rescue: RescueView, nowMs: number): Step[] {
  const at = (state: string) => rescue.steps.filter((step) => step.state === state).at(-1)?.at;
  const shown =
    isRescueOpen(rescue.state) || rescue.state === 'done' ? way : way.filter((state) => at(state));
  const reached = shown.indexOf(rescue.state);
  const steps = shown.map((state, index): Step => {
    const when = at(state);
    const past = rescue.state === 'cancelled' || rescue.state === 'done' || index < reached;
    return {
      key: state,
      label: state === 'requested' ? '已呼叫' : rescueOwnerLabel[state],
      ...(when === undefined ? {} : { note: sayInstant(when, nowMs) }),
      state: past ? 'done' : index === reached ? 'now' : 'next',
      running: '现在',
    };
  });
  const end = at('cancelled');
  return end
    ? [
        ...steps,
        { key: 'cancelled', label: rescueOwnerLabel.cancelled, note: sayInstant(end, nowMs), state: 'done' },
      ]
    : steps;
}

/** How help comes: when, who, and how to ring them. */
export function RescueScreen(props: RescueScreenProps) {
  const { rescue, onRetry } = props;
  return (
    <Screen>
      <ResourceView
        resource={rescue}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={3} />
            <SkeletonCard lines={5} />
          </View>
        }
        onRetry={onRetry}
      >
        {(shown) => <Filled {...props} rescue={shown} />}
      </ResourceView>
    </Screen>
  );
}

function Filled({
  rescue,
  nowMs,
  busy,
  offer,
  onCancel,
  onDial,
}: Omit<RescueScreenProps, 'rescue'> & { rescue: RescueView }) {
  const open = isRescueOpen(rescue.state);
  const coming = rescue.state === 'accepted' || rescue.state === 'on_the_way';
  const number = phoneIn(rescue.helper);
  return (
    <View className="cb-stack">
      <Card>
        <View className="cb-row cb-row--between cb-row--gap">
          <View className="cb-grow">
            <View className="cb-title">{rescueKindLabel[rescue.kind]}救援</View>
            <View className="cb-small cb-muted cb-num">
              {rescue.model}
              {rescue.plate ? ` · ${sayPlate(rescue.plate)}` : ''}
            </View>
          </View>
          <Tag tone={open ? 'brand' : rescue.state === 'done' ? 'green' : 'neutral'}>
            {rescueOwnerLabel[rescue.state]}
          </Tag>
        </View>
        {coming && rescue.etaAt ? (
          <View className="rescue-eta">
            <NumberBig prefix="预计" value={clockOf(rescue.etaAt)} unit="到达" />
          </View>
        ) : null}
        <View className="rescue-text">{rescue.text}。</View>
      </Card>
      {open ? <SubscribeLine offer={offer} words="救援有进展，微信提醒您" /> : null}
      <Card flush>
        {rescue.helper ? (
          <Cell
            icon="person"
            title={rescue.helper}
            note="救援人员"
            {...(number
              ? {
                  value: <View className="cb-tone--brand cb-strong">打电话</View>,
                  arrow: false,
                  onClick: () => onDial(number),
                }
              : {})}
          />
        ) : null}
        <Cell
          icon="phone"
          title={`致电${rescue.storeName}`}
          note={rescue.storePhone}
          value={<View className="cb-tone--brand cb-strong">打电话</View>}
          arrow={false}
          onClick={() => onDial(rescue.storePhone)}
        />
        <Cell
          icon="card"
          title={
            rescue.costFen === null
              ? '费用'
              : `费用 ${rescue.costFen === 0 ? '免费' : sayFen(rescue.costFen)}`
          }
          note={rescue.costFen === null ? rescue.feeText : ''}
        />
        <Cell
          icon="pin"
          title={rescue.address || (rescue.spot ? '已把您的位置发给门店' : '没有提供位置')}
          note={rescue.address || rescue.spot ? '您的位置' : '顾问会致电确认您在哪里'}
        />
      </Card>
      <Card title="进度">
        <StepLine steps={stepsOf(rescue, nowMs)} />
      </Card>
      {rescue.words || rescue.photos.length > 0 ? (
        <Card title="现场情况">
          {rescue.words ? <View>{rescue.words}</View> : null}
          <PhotoRow photos={rescue.photos} label="现场照片" />
        </Card>
      ) : null}
      {rescue.mayCancel ? (
        <Button block kind="quiet" size="medium" loading={busy} onClick={onCancel}>
          不需要了，取消救援
        </Button>
      ) : null}
      <HomeLink />
    </View>
  );
}
