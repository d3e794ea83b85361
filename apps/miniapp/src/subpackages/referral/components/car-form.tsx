import { Input, View } from '@tarojs/components';
import { useState } from 'react';
import { carText, vinLength } from '@/shared/format/car';
import { Button, Card, Notice } from '@/shared/ui';

export interface InvitedCar {
  readonly vin: string;
  /** Empty: no plate yet, or not told. */
  readonly plate: string;
}

interface CarFormProps {
  busy: boolean;
  problem: string | null;
  onAccept: (car: InvitedCar) => void;
}

/** The car that will come: the invitation is tied to it, so that nobody else can take the gift. */
export function CarForm({ busy, problem, onAccept }: CarFormProps) {
  const [vin, setVin] = useState('');
  const [plate, setPlate] = useState('');
  const typed = carText(vin).length;
  return (
    <Card title="登记要到店的车">
      <View className="invite-form">
        {problem ? <Notice tone="red">{problem}</Notice> : null}
        <View className="cb-small cb-muted">车架号在行驶证“车辆识别代号”一栏，共 17 位。</View>
        <Input
          className="cb-input"
          placeholder="17 位车架号"
          maxlength={20}
          value={vin}
          onInput={(event) => setVin(event.detail.value)}
        />
        {typed > 0 && typed < vinLength ? (
          <View className="cb-small cb-muted cb-num">
            已填 {typed} 位，还差 {vinLength - typed} 位
          </View>
        ) : null}
        <Input
          className="cb-input"
          placeholder="车牌号（没有可不填）"
          maxlength={12}
          value={plate}
          onInput={(event) => setPlate(event.detail.value)}
        />
        <Button
          block
          loading={busy}
          disabled={typed !== vinLength}
          onClick={() => onAccept({ vin: carText(vin), plate: carText(plate) })}
        >
          接受邀请
        </Button>
      </View>
    </Card>
  );
}
