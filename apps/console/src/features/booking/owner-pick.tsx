import './new-booking.css';
import type { SearchHit } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { sayError } from '../../app/query-client.js';
import { plateText } from '../../shared/format/words.js';
import { useDebounced } from '../../shared/hooks/use-debounced.js';

export interface PickedCar {
  ownerId: string;
  vehicleId: string;
  ownerName: string;
  plate: string | null;
  model: string;
}

const pickable = (hit: SearchHit): PickedCar | null =>
  hit.ownerId && hit.vehicleId
    ? {
        ownerId: hit.ownerId,
        vehicleId: hit.vehicleId,
        ownerName: hit.ownerName,
        plate: hit.plate,
        model: hit.model ?? '',
      }
    : null;

/** Finds the car to book for, by tail of plate, phone or VIN, or by name. */
function OwnerPick({ onPick }: { onPick(car: PickedCar): void }) {
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 200);
  const hits = useQuery({
    queryKey: ['search', q],
    queryFn: () => api.customer.search({ query: { q } }),
    enabled: q.length >= 2,
  });
  const cars = (hits.data?.items ?? []).flatMap((hit) => pickable(hit) ?? []);
  return (
    <div>
      <Input
        aria-label="查找车辆"
        data-testid="booking-car-query"
        placeholder="车牌 / 手机尾号，或姓名"
        value={text}
        autoFocus
        allowClear
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="pick-list">
        {cars.map((car) => (
          <li key={car.vehicleId + car.ownerId}>
            <button type="button" data-testid="booking-car-hit" onClick={() => onPick(car)}>
              <strong>{plateText(car.plate)}</strong> {car.model}
              <span className="muted">{car.ownerName}</span>
            </button>
          </li>
        ))}
      </ul>
      {hits.isError && <p className="hint">{sayError(hits.error)}</p>}
      {hits.isSuccess && cars.length === 0 && (
        <p className="hint">没有找到可以预约的车。新客户请先在“数据导入”里建档。</p>
      )}
    </div>
  );
}

/** The car that was picked, with its owner, or the search for it. What the page knew already cannot be changed. */
export function CarChoice({
  car,
  fixed,
  again,
  onPick,
}: {
  car: PickedCar | null;
  fixed: boolean;
  /** Words of the button that searches anew. */
  again: string;
  onPick(car: PickedCar | null): void;
}) {
  if (!car) return <OwnerPick onPick={onPick} />;
  return (
    <p className="picked-car">
      <strong>{plateText(car.plate)}</strong> {car.model}
      <span className="muted">{car.ownerName}</span>
      {!fixed && (
        <button type="button" className="plain-button" onClick={() => onPick(null)}>
          {again}
        </button>
      )}
    </p>
  );
}
