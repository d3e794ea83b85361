import type { LoanerCarView, LoanView } from '@cheban/contracts';
import { weekday } from '@cheban/kernel';
import { Button } from 'antd';
import { type BusinessDate, dayWords, shortDate, today } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { Icon } from '../../shared/ui/icon.js';
import { barsOf, freeDays } from './week.js';
import { daysText, LoanTag } from './words.js';

const weekdays = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

interface WeekProps {
  cars: readonly LoanerCarView[];
  days: readonly BusinessDate[];
  onOpen(loan: LoanView): void;
  /** Undefined for those who may not keep a car for anybody. */
  onBook: ((car: LoanerCarView, day: BusinessDate) => void) | undefined;
  /** Undefined for those who may not change cars. */
  onCar: ((car: LoanerCarView) => void) | undefined;
}

function CarName({ car, onCar }: { car: LoanerCarView; onCar: WeekProps['onCar'] }) {
  return (
    <div className="loaner-car">
      {onCar ? (
        <button type="button" className="plain-button" onClick={() => onCar(car)}>
          {plateText(car.plate)}
        </button>
      ) : (
        <strong>{plateText(car.plate)}</strong>
      )}
      <small>
        {car.model}
        {car.active ? '' : ' · 已停用'}
      </small>
    </div>
  );
}

/** A week on a wide screen: a line per car, a bar per loan, a plus on every free day. */
export function WeekTable({ cars, days, onOpen, onBook, onCar }: WeekProps) {
  const now = today();
  return (
    <div className="loaner-week">
      <div className="loaner-row head">
        <div className="loaner-car" />
        {days.map((day) => (
          <div key={day} className={`loaner-day ${day === now ? 'today' : ''}`}>
            {weekdays[weekday(day)]} <span className="num">{shortDate(day)}</span>
          </div>
        ))}
      </div>
      {cars.map((car) => {
        const free = freeDays(car, days, now);
        return (
          <div key={car.id} className="loaner-row" data-testid="loaner-row">
            <CarName car={car} onCar={onCar} />
            {days.map((day, index) => (
              <div key={day} className="loaner-cell" style={{ gridColumn: index + 2 }}>
                {onBook && free.includes(day) && (
                  <button
                    type="button"
                    className="loaner-free"
                    aria-label={`${plateText(car.plate)} ${dayWords(day)} 空闲，预留`}
                    data-testid={`loaner-free-${car.code}-${day}`}
                    onClick={() => onBook(car, day)}
                  >
                    <Icon name="plus" size={14} />
                  </button>
                )}
              </div>
            ))}
            {barsOf(car, days, now).map(({ loan, column, span, fromBefore, goesOn }) => (
              <button
                key={loan.id}
                type="button"
                data-testid="loaner-bar"
                className={`loaner-bar ${loan.overdue ? 'overdue' : loan.state} ${fromBefore ? 'before' : ''} ${goesOn ? 'after' : ''}`}
                style={{ gridColumn: `${column + 1} / span ${span}` }}
                title={`${loan.ownerName} ${daysText(loan)}${loan.note ? ` · ${loan.note}` : ''}`}
                onClick={() => onOpen(loan)}
              >
                <strong>{loan.ownerName}</strong>
                <LoanTag loan={loan} />
              </button>
            ))}
          </div>
        );
      })}
    </div>
  );
}

/** The same week on a phone: a card per car with its loans and the first free day. */
export function WeekCards({ cars, days, onOpen, onBook, onCar }: WeekProps) {
  const now = today();
  return (
    <ul className="cards" aria-label="代步车">
      {cars.map((car) => {
        const bars = barsOf(car, days, now);
        const [free] = freeDays(car, days, now);
        return (
          <li key={car.id} className="card" data-testid="loaner-row">
            <CarName car={car} onCar={onCar} />
            {bars.map(({ loan }) => (
              <button
                key={loan.id}
                type="button"
                className="loaner-line"
                data-testid="loaner-bar"
                onClick={() => onOpen(loan)}
              >
                <span>
                  {loan.ownerName} <span className="muted num">{daysText(loan)}</span>
                </span>
                <LoanTag loan={loan} />
              </button>
            ))}
            {bars.length === 0 && <p className="muted small">这一周没有安排</p>}
            {onBook && free && (
              <div className="card-actions">
                <Button onClick={() => onBook(car, free)}>{dayWords(free)}起空闲，预留</Button>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
