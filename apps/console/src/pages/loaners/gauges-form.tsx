import type { LoanView, PhotoView } from '@cheban/contracts';
import { Button, Form, Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { PhotoField } from '../../features/photo/photo-field.js';
import { fuelChoices, fuelWords } from '../../shared/format/fuel.js';
import { kmText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { loanAreas } from './queries.js';

interface Fields {
  km: number;
  fuelEighths: number;
  note?: string;
}

const MOST_PHOTOS = 12;
/** Nobody has looked at the gauge yet: no choice of the row is marked. */
const NOT_READ = -1;

/** What is written down when the loaner leaves or comes back: odometer, fuel, pictures. */
export function GaugesForm({ loan, onDone }: { loan: LoanView; onDone(): void }) {
  const leaving = loan.state === 'booked';
  const [form] = Form.useForm<Fields>();
  const [photos, setPhotos] = useState<PhotoView[]>([]);
  const save = useSubmit(leaving ? api.loaner.handOut : api.loaner.takeBack, {
    refresh: loanAreas,
    success: leaving ? `${loan.plate} 已交给${loan.ownerName}` : `${loan.plate} 已归还`,
    quiet: true,
    onSuccess: onDone,
  });
  useFieldErrors(form, save.error);
  const before = loan.out;
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      initialValues={{ fuelEighths: NOT_READ }}
      onFinish={({ km, fuelEighths, note }) =>
        save.mutate({
          params: { id: loan.id },
          body: { km, fuelEighths, photoIds: photos.map(({ id }) => id), note: note?.trim() ?? '' },
        })
      }
    >
      <div className="loan-photos">
        <p className="loan-label">车身与仪表盘照片（{photos.length} 张）</p>
        <PhotoField
          photos={photos}
          max={MOST_PHOTOS}
          label="拍照"
          testId="loan-photos"
          onChange={setPhotos}
        />
        <p className="hint">绕车一圈各拍一张，再拍一张仪表盘</p>
      </div>
      <Form.Item
        name="km"
        label="仪表盘里程（公里）"
        rules={[{ required: true, message: '请填写里程' }]}
        extra={before ? `交车时 ${kmText(before.km)}` : undefined}
      >
        <InputNumber
          inputMode="numeric"
          data-testid="loan-km"
          min={before?.km ?? 0}
          max={2_000_000}
          precision={0}
          style={{ width: '100%' }}
        />
      </Form.Item>
      <Form.Item
        name="fuelEighths"
        label="油量 / 电量"
        rules={[{ type: 'number', min: 0, message: '请看仪表盘选择油量' }]}
        extra={before ? `交车时 ${fuelWords(before.fuelEighths)}` : undefined}
      >
        <Segmented block aria-label="油量 / 电量" options={fuelChoices} />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input.TextArea
          rows={2}
          maxLength={500}
          placeholder={leaving ? '例如：左后门有旧划痕' : '有新的划痕、缺少物品请写明'}
        />
      </Form.Item>
      <FormError error={save.error} />
      <Button
        block
        type="primary"
        size="large"
        htmlType="submit"
        data-testid="loan-gauges-save"
        loading={save.isPending}
      >
        {leaving ? '确认交车' : '确认归还'}
      </Button>
    </Form>
  );
}
