import type { VisitView } from '@cheban/contracts';
import { carPositionLabel, engineStateLabel, fuelEighthLabels } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { sayNumber } from '@/shared/format/number';
import { Card, Cell, Notice, PhotoRow } from '@/shared/ui';

/** The check-in record 接车单: how the car came, and the fault in the owner's own words. */
export function RecordCards({ visit }: { visit: VisitView }) {
  const { checkIn } = visit;
  const { fault } = checkIn;
  const facts = fault
    ? [
        fault.engine === 'unknown' ? '' : engineStateLabel[fault.engine],
        fault.speed,
        fault.load,
        fault.since && `${fault.since}开始`,
      ].filter(Boolean)
    : [];
  return (
    <>
      {checkIn.editable ? <Notice tone="brand">有不对的地方，开工前告诉顾问就能改</Notice> : null}
      <Card flush>
        <Cell
          icon="gauge"
          title="进店里程"
          value={visit.mileageKm === null ? '未登记' : `${sayNumber(visit.mileageKm)} 公里`}
        />
        <Cell
          icon="card"
          title="油量或电量"
          value={checkIn.fuelEighths === null ? '未登记' : fuelEighthLabels[checkIn.fuelEighths]}
        />
        <Cell icon="lock" title="车内物品" note={checkIn.belongings || '没有登记'} />
      </Card>
      {checkIn.ownerWords || facts.length > 0 ? (
        <Card title="您说的情况">
          {checkIn.ownerWords ? <View>{checkIn.ownerWords}</View> : null}
          {facts.length > 0 ? <View className="cb-small cb-muted">{facts.join(' · ')}</View> : null}
        </Card>
      ) : null}
      <Card title="环车照片">
        {checkIn.walkAround.length === 0 ? (
          <View className="cb-muted">这次没有拍环车照片。</View>
        ) : (
          <PhotoRow
            photos={checkIn.walkAround.map(({ photo }) => photo)}
            label="环车照片"
            captions={checkIn.walkAround.map(({ position, note }) => note || carPositionLabel[position])}
          />
        )}
      </Card>
    </>
  );
}
