import type { StoreView } from '@cheban/contracts';
import { Button, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { type Hours, weekdayLabel, weekOf, wrongDay } from './hours.js';

/** Opening hours by weekday. Slots for booking follow them at once. */
export function HoursForm({ store, editable }: { store: StoreView; editable: boolean }) {
  const [week, setWeek] = useState(() => weekOf(store.hours));
  const save = useSubmit(api.store.update, {
    refresh: ['stores', 'slots', 'board'],
    success: '营业时间已保存',
    quiet: true,
  });
  const wrong = wrongDay(week);
  const change = (weekday: number, part: Partial<Hours>) =>
    setWeek(week.map((entry) => (entry.weekday === weekday ? { ...entry, ...part } : entry)));
  const first = week.find((entry) => entry.opensAt !== null);

  return (
    <div>
      <ul className="hours-list">
        {week.map((entry, index) => {
          const open = entry.opensAt !== null;
          const label = weekdayLabel[index] ?? '';
          return (
            <li key={entry.weekday}>
              <span className="hours-day">{label}</span>
              <Switch
                aria-label={`${label}营业`}
                checkedChildren="营业"
                unCheckedChildren="休息"
                disabled={!editable}
                checked={open}
                onChange={(on) =>
                  change(
                    entry.weekday,
                    on
                      ? { opensAt: first?.opensAt ?? '08:30', closesAt: first?.closesAt ?? '17:30' }
                      : { opensAt: null, closesAt: null, breakFrom: null, breakTo: null },
                  )
                }
              />
              {open && (
                <>
                  <input
                    type="time"
                    className="time-input"
                    aria-label={`${label}开门时间`}
                    disabled={!editable}
                    step={900}
                    value={entry.opensAt ?? ''}
                    onChange={(event) => change(entry.weekday, { opensAt: event.target.value })}
                  />
                  <span>至</span>
                  <input
                    type="time"
                    className="time-input"
                    aria-label={`${label}打烊时间`}
                    disabled={!editable}
                    step={900}
                    value={entry.closesAt ?? ''}
                    onChange={(event) => change(entry.weekday, { closesAt: event.target.value })}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      {wrong !== null && (
        <p className="text-red small" role="alert">
          {weekdayLabel[wrong - 1]}的打烊时间要晚于开门时间。
        </p>
      )}
      <FormError error={save.error} />
      {editable && (
        <Button
          type="primary"
          data-testid="hours-save"
          disabled={wrong !== null}
          loading={save.isPending}
          onClick={() => save.mutate({ params: { id: store.id }, body: { hours: week } })}
        >
          保存营业时间
        </Button>
      )}
    </div>
  );
}
