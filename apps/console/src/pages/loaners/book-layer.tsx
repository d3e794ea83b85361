import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { CarChoice, type PickedCar } from '../../features/booking/owner-pick.js';
import { addDays, diffDays, today } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { FormLayer } from '../../shared/ui/form-layer.js';
import { loanAreas, useLoaners } from './queries.js';
import { takenBy } from './week.js';
import { daysText } from './words.js';

/** The longest loan that the server takes, in days. */
const MOST_DAYS = 31;

interface Fields {
  from: string;
  to: string;
  carId: string;
  note?: string;
}

/** Keeps a loaner for somebody on some days; says which cars are free on them. */
export function BookLayer({
  carId,
  on,
  driver: known,
  visitId,
  onClose,
}: {
  carId?: string | undefined;
  on?: string | undefined;
  /** Filled in when the page knows who will drive, with the visit it is for. */
  driver?: PickedCar | undefined;
  visitId?: string | undefined;
  onClose(): void;
}) {
  const [form] = Form.useForm<Fields>();
  const [picked, setPicked] = useState<PickedCar | null>(null);
  const driver = known ?? picked;
  const first = on ?? today();
  const from = (Form.useWatch('from', form) as string | undefined) ?? first;
  const to = (Form.useWatch('to', form) as string | undefined) ?? first;
  const length = diffDays(from, to) + 1;
  const valid = length >= 1 && length <= MOST_DAYS;
  // A day before the first tells of cars that should be back by then.
  const cars = useLoaners(addDays(from, -1), to, valid);
  const book = useSubmit(api.loaner.book, {
    refresh: loanAreas,
    success: (loan) => `已为${loan.ownerName}预留 ${loan.model}`,
    quiet: true,
    onSuccess: onClose,
  });
  const options = (cars.data?.items ?? [])
    .filter((car) => car.active)
    .map((car) => {
      const taken = valid ? takenBy(car, from, to, today()) : null;
      return {
        value: car.id,
        label: `${plateText(car.plate)} ${car.model}${taken ? ` · ${taken.ownerName} ${daysText(taken)}` : ''}`,
        disabled: taken !== null,
      };
    });
  const free = options.filter((option) => !option.disabled).length;

  return (
    <FormLayer<Fields>
      title="预留代步车"
      okText="确认预留"
      withBack
      blocked={!driver}
      form={form}
      initialValues={{ from: first, to: first, carId }}
      submit={book}
      layerTestId="loan-book"
      testId="loan-book-save"
      onClose={onClose}
      onFinish={({ note, ...fields }) => {
        if (!driver) return;
        const body = { ...fields, ownerId: driver.ownerId, note: note?.trim() ?? '' };
        book.mutate({ body: visitId === undefined ? body : { ...body, visitId } });
      }}
    >
      <p className="loan-label">给谁用</p>
      <CarChoice car={driver} fixed={known !== undefined} again="换一位" onPick={setPicked} />
      <div className="loan-days">
        <Form.Item name="from" label="从" rules={[{ required: true, message: '请选择日期' }]}>
          <DateField placeholder="第一天" />
        </Form.Item>
        <Form.Item
          name="to"
          label="到（含当天）"
          dependencies={['from']}
          rules={[
            { required: true, message: '请选择日期' },
            {
              validator: () =>
                valid
                  ? Promise.resolve()
                  : Promise.reject(
                      new Error(length < 1 ? '归还日期不能早于用车日期' : `一次最多 ${MOST_DAYS} 天`),
                    ),
            },
          ]}
        >
          <DateField placeholder="归还那天" />
        </Form.Item>
      </div>
      <Form.Item
        name="carId"
        label="哪辆车"
        rules={[{ required: true, message: '请选择一辆车' }]}
        extra={
          valid && cars.data && free === 0 ? (
            <span className="text-red">这几天代步车都已有安排，请换个日期。</span>
          ) : undefined
        }
      >
        <Select
          data-testid="loan-book-car"
          placeholder={free > 0 ? `${free} 辆可选` : '选择车辆'}
          options={options}
        />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input maxLength={60} placeholder="例如：需要儿童座椅" />
      </Form.Item>
    </FormLayer>
  );
}
