import type { HomeCarView, PhotoView, RescueItem, RescueStoreView } from '@cheban/contracts';
import { type RescueKind, rescueKindLabel, rescueKinds, rescueOwnerLabel } from '@cheban/contracts/constants';
import { Input, Textarea, View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayPlate } from '@/shared/format/number';
import { sayInstant } from '@/shared/format/when';
import {
  Button,
  Card,
  Cell,
  Chip,
  Empty,
  Icon,
  KnownStoreCell,
  Notice,
  PhotoPick,
  ResourceView,
  Screen,
  SkeletonCard,
} from '@/shared/ui';

export interface RescueDraft {
  readonly kind: RescueKind | null;
  /** Degrees, once they are found. */
  readonly place:
    | 'looking'
    | 'refused'
    | 'unknown'
    | { readonly latitude: number; readonly longitude: number };
  readonly address: string;
  readonly words: string;
  readonly photos: readonly PhotoView[];
}
export const emptyCall: RescueDraft = { kind: null, place: 'looking', address: '', words: '', photos: [] };

interface CallPage {
  readonly cars: readonly HomeCarView[];
  readonly calls: readonly RescueItem[];
  /** To be rung by who has no car on file. */
  readonly stores: readonly RescueStoreView[];
}

interface CallScreenProps {
  page: Resource<CallPage>;
  /** The car that needs help, of `page.cars`. */
  car: HomeCarView | undefined;
  draft: RescueDraft;
  busy: boolean;
  problem: string | null;
  onSwitchCar: (id: string) => void;
  onChange: (part: Partial<RescueDraft>) => void;
  onLocate: () => void;
  /** Leads to where a place that was refused is allowed; null where no page can. */
  onAllow: (() => void) | null;
  onCall: () => void;
  onDial: (phone: string) => void;
  onBind: () => void;
  onOpen: (id: string) => void;
  onRetry: () => void;
}

const MOST_PHOTOS = 6;

/** Help on the road: the store's number first, then what is needed, where, and what it looks like there. */
export function CallScreen(props: CallScreenProps) {
  const { page, car, draft, busy, problem } = props;
  const open = car?.rescue;
  return (
    <Screen
      problem={problem}
      footer={
        !car ? undefined : open ? (
          <Button block onClick={() => props.onOpen(open.id)}>
            查看救援进度
          </Button>
        ) : (
          <Button block disabled={draft.kind === null} loading={busy} onClick={props.onCall}>
            {draft.kind === null ? '请选择需要的帮助' : `呼叫救援 · ${rescueKindLabel[draft.kind]}`}
          </Button>
        )
      }
    >
      <KnownStoreCell page={page}>
        <Notice tone="amber">{safety}</Notice>
      </KnownStoreCell>
      <ResourceView
        resource={page}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={2} />
            <SkeletonCard lines={4} />
          </View>
        }
        onRetry={props.onRetry}
      >
        {({ cars, calls, stores }) =>
          car ? (
            <Filled {...props} cars={cars} calls={calls} car={car} />
          ) : (
            <NoCar stores={stores} onDial={props.onDial} onBind={props.onBind} />
          )
        }
      </ResourceView>
    </Screen>
  );
}

const safety = '先开双闪，人到护栏外安全处等候；有人受伤请先拨 120，事故请拨 122。';

function NoCar({
  stores,
  onDial,
  onBind,
}: Pick<CallPage, 'stores'> & Pick<CallScreenProps, 'onDial' | 'onBind'>) {
  return (
    <View className="cb-stack">
      <Notice tone="amber">{safety}</Notice>
      <Card flush title="现在需要帮助，请致电门店">
        {stores.map(({ name, phone }) => (
          <StorePhone key={name} name={name} phone={phone} onDial={onDial} />
        ))}
      </Card>
      <Empty
        icon="car"
        title="还没有绑定爱车"
        note="绑定后一键呼叫：门店马上知道是哪辆车、在哪里。"
        action={{ label: '绑定爱车', onClick: onBind }}
      />
    </View>
  );
}

function StorePhone({ name, phone, onDial }: RescueStoreView & Pick<CallScreenProps, 'onDial'>) {
  return (
    <Cell
      icon="phone"
      title={`致电${name}`}
      note={phone}
      value={<View className="cb-tone--brand cb-strong">打电话</View>}
      arrow={false}
      onClick={() => onDial(phone)}
    />
  );
}

function Filled({
  cars,
  calls,
  car,
  draft,
  onChange,
  ...on
}: CallScreenProps & {
  cars: readonly HomeCarView[];
  calls: readonly RescueItem[];
  car: HomeCarView;
}) {
  return (
    <View className="cb-stack">
      <Notice tone="amber">{safety}</Notice>
      <Card flush>
        <StorePhone name={car.storeName} phone={car.storePhone} onDial={on.onDial} />
        {cars.length === 1 ? (
          <Cell
            icon="car"
            title={car.plate ? sayPlate(car.plate) : car.model}
            note={car.plate ? car.model : '需要帮助的车'}
            arrow={false}
          />
        ) : null}
      </Card>
      {cars.length > 1 ? (
        <Card title="哪辆车">
          <View className="cb-chips">
            {cars.map(({ id, model, plate }) => (
              <Chip
                key={id}
                label={plate ? sayPlate(plate) : model}
                selected={id === car.id}
                onClick={() => on.onSwitchCar(id)}
              />
            ))}
          </View>
        </Card>
      ) : null}
      {car.rescue ? (
        <Notice tone="brand" icon="clock">
          这辆车的救援正在进行：{rescueOwnerLabel[car.rescue.state]}
        </Notice>
      ) : (
        <>
          <Card title="需要什么帮助">
            <View className="rescue-kinds">
              {rescueKinds.map((kind) => (
                <Chip
                  key={kind}
                  label={rescueKindLabel[kind]}
                  selected={draft.kind === kind}
                  onClick={() => onChange({ kind })}
                />
              ))}
            </View>
          </Card>
          <Card title="您在哪里">
            <Place place={draft.place} onLocate={on.onLocate} onAllow={on.onAllow} />
            <Input
              className="cb-input rescue-address"
              maxlength={100}
              value={draft.address}
              placeholder="路名、方向、附近标志（可不填）"
              onInput={(event) => onChange({ address: event.detail.value })}
            />
          </Card>
          <Card title="现场情况">
            <Textarea
              className="rescue-words"
              value={draft.words}
              maxlength={200}
              autoHeight
              placeholder="例如：打不着火、右前轮没气（可不填）"
              onInput={(event) => onChange({ words: event.detail.value })}
            />
            <PhotoPick photos={draft.photos} most={MOST_PHOTOS} onChange={(photos) => onChange({ photos })} />
          </Card>
        </>
      )}
      {calls.length > 0 ? (
        <Card flush title="我的救援">
          {calls.slice(0, 5).map((call) => (
            <Cell
              key={call.id}
              title={`${rescueKindLabel[call.kind]} · ${call.plate ? sayPlate(call.plate) : call.model}`}
              note={`${sayInstant(call.calledAt, Date.now())} · ${rescueOwnerLabel[call.state]}`}
              onClick={() => on.onOpen(call.id)}
            />
          ))}
        </Card>
      ) : null}
    </View>
  );
}

function Place({
  place,
  onLocate,
  onAllow,
}: Pick<RescueDraft, 'place'> & Pick<CallScreenProps, 'onLocate' | 'onAllow'>) {
  if (place === 'looking')
    return (
      <View className="cb-row cb-row--gap cb-muted">
        <Icon name="pin" size={18} ink="muted" />
        正在获取您的位置…
      </View>
    );
  const found = typeof place === 'object';
  const allow = place === 'refused' ? onAllow : null;
  return (
    <View className="cb-row cb-row--gap rescue-place">
      <Icon name="pin" size={18} ink={found ? 'brand' : 'muted'} />
      <View className="rescue-place__words">{sayPlace(place, onAllow !== null)}</View>
      <Button kind="quiet" size="small" onClick={allow ?? onLocate}>
        {allow ? '去允许' : found ? '重新定位' : '再试一次'}
      </Button>
    </View>
  );
}

/** @param hasSettings whether the page can lead to where a place is allowed */
function sayPlace(place: Exclude<RescueDraft['place'], 'looking'>, hasSettings: boolean): string {
  if (typeof place === 'object') return '已获取您的位置，救援人员能找到您';
  if (place === 'unknown') return '没获取到位置：写下地点，或直接呼叫';
  return hasSettings ? '您没有允许定位：去允许，或写下地点' : '浏览器不允许定位：写下地点，或允许后再试';
}
