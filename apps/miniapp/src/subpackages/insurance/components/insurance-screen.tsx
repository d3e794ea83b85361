import type { CarInsuranceView } from '@cheban/contracts';
import { claimSteps } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayPlate } from '@/shared/format/number';
import { dateOf, sayDate } from '@/shared/format/when';
import {
  Button,
  Card,
  Cell,
  HomeLink,
  Notice,
  NumberBig,
  ResourceView,
  Screen,
  SkeletonCard,
} from '@/shared/ui';
import { sayEnd } from './words';

interface InsuranceScreenProps {
  insurance: Resource<CarInsuranceView>;
  busy: boolean;
  problem: string | null;
  /** What was answered to the wish to be called. */
  told: string | null;
  onAsk: () => void;
  onDial: (phone: string) => void;
  onRescue: () => void;
  onRetry: () => void;
}

/** How long the car is insured, the advisor at the thumb, and what to do after an accident. */
export function InsuranceScreen(props: InsuranceScreenProps) {
  const { insurance, busy, problem, told } = props;
  return (
    <Screen
      problem={problem}
      footer={
        insurance.data ? (
          <Button block loading={busy} disabled={told !== null} onClick={props.onAsk}>
            {told === null ? '请顾问联系我续保' : '已转告门店'}
          </Button>
        ) : undefined
      }
    >
      <ResourceView
        resource={insurance}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={3} />
            <SkeletonCard lines={5} />
          </View>
        }
        onRetry={props.onRetry}
      >
        {(shown) => <Filled {...props} car={shown} />}
      </ResourceView>
    </Screen>
  );
}

function Filled({ car, told, ...on }: InsuranceScreenProps & { car: CarInsuranceView }) {
  const end = sayEnd(car.daysLeft);
  const name = car.plate ? `${sayPlate(car.plate)} ${car.model}` : car.model;
  return (
    <View className="cb-stack">
      {told === null ? null : (
        <Notice tone="green" icon="check">
          {told}
        </Notice>
      )}
      <Card>
        <View className="cb-small cb-muted">{name}</View>
        <View className="insurance-end">
          <NumberBig value={end.value} unit={end.unit} tone={end.tone} />
        </View>
        <View className="cb-small cb-muted cb-num">
          {[
            car.insurer ?? '保险公司未登记',
            ...(car.expiresOn ? [`${sayDate(car.expiresOn, dateOf(Date.now()))}到期`] : []),
          ].join(' · ')}
        </View>
        <View className="cb-small">{end.note}</View>
      </Card>
      <Card flush title="出险了，先找谁">
        {car.hotline ? (
          <Cell
            icon="phone"
            title={`${car.hotline.name}报案`}
            note={car.hotline.phone}
            value={<View className="cb-tone--brand cb-strong">打电话</View>}
            arrow={false}
            onClick={() => on.onDial(car.hotline?.phone ?? '')}
          />
        ) : (
          <Cell icon="document" title="保险公司报案电话" note="见保单首页；不清楚可问门店" />
        )}
        <Cell
          icon="phone"
          title={`致电${car.storeName}`}
          note={car.storePhone}
          value={<View className="cb-tone--brand cb-strong">打电话</View>}
          arrow={false}
          onClick={() => on.onDial(car.storePhone)}
        />
        <Cell icon="wrench" title="事故救援" note="车开不了，门店安排拖车" onClick={on.onRescue} />
      </Card>
      <Card title="理赔五步">
        <View className="insurance-steps">
          {claimSteps.map((step, index) => (
            <View key={step} className="insurance-step">
              <View className="insurance-step__number cb-tone--brand cb-strong cb-num">{index + 1}</View>
              <View className="cb-grow">{step}</View>
            </View>
          ))}
        </View>
      </Card>
      <HomeLink />
    </View>
  );
}
