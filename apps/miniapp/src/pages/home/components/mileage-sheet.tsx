import { Input, View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Notice, Sheet } from '@/shared/ui';

interface MileageSheetProps {
  model: string;
  busy: boolean;
  /** Why the last try failed; what was typed stays. */
  problem: string | null;
  /** The reading was kept aside: it does not fit the earlier ones. */
  aside: boolean;
  onSave: (km: number) => void;
  onClose: () => void;
}

/** No car of an owner has driven further. */
const mostKm = 2_000_000;

/** The odometer reading, as the owner reads it from the dashboard. */
export function MileageSheet({ model, busy, problem, aside, onSave, onClose }: MileageSheetProps) {
  const [text, setText] = useState('');
  const km = Number(text);
  const valid = /^\d{1,7}$/.test(text) && km > 0 && km <= mostKm;
  return (
    <Sheet
      open
      title={aside ? '已经记下了' : '更新里程'}
      onClose={onClose}
      footer={
        aside ? (
          <Button block onClick={onClose}>
            知道了
          </Button>
        ) : (
          <Button block loading={busy} disabled={!valid} onClick={() => onSave(km)}>
            保存
          </Button>
        )
      }
    >
      {aside ? (
        <View>
          这个读数和以往的记录对不上，可能是少看或多看了一位。我们先放在一边，下次到店时顾问会帮您核对，保养提醒暂时不变。
        </View>
      ) : (
        <View className="home-mileage">
          {problem ? <Notice tone="red">{problem}</Notice> : null}
          <View className="cb-muted">看一眼 {model} 仪表盘上的总里程，保养时间会算得更准。</View>
          <View className="home-mileage__row">
            <Input
              className="home-mileage__input cb-num"
              type="number"
              maxlength={7}
              focus
              placeholder="总里程"
              value={text}
              onInput={(event) => setText(event.detail.value)}
            />
            <View className="cb-muted">公里</View>
          </View>
        </View>
      )}
    </Sheet>
  );
}
