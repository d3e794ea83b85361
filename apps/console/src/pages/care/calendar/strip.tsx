import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import { type BusinessDate, dayWords } from '../../../shared/format/time.js';
import { count } from '../../../shared/format/words.js';
import { barsOf, type CalendarDay, mostOf } from './summary.js';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];
/** Weekday of a calendar date; the zone takes no part, the date is read as UTC both ways. */
const weekdayOf = (on: BusinessDate) => new Date(`${on}T00:00:00Z`).getUTCDay();

const say = (day: CalendarDay) =>
  `${dayWords(day.on)}${day.holiday ? `（${day.holiday}）` : ''}：会发送 ${count(day.told)} 条，暂缓 ${count(day.held)} 条`;

/**
 * Thirty days side by side: what goes out above the line, what is held below it. One is chosen; arrow keys, Home and
 * End move as in a slider.
 */
export function DayStrip({
  days,
  today,
  chosen,
  onChoose,
}: {
  days: readonly CalendarDay[];
  today: BusinessDate;
  chosen: BusinessDate;
  onChoose(on: BusinessDate): void;
}) {
  const strip = useRef<HTMLDivElement>(null);
  const most = mostOf(days);
  const place = days.findIndex((day) => day.on === chosen);
  useEffect(() => {
    const button = strip.current?.querySelector<HTMLElement>(`[data-on="${chosen}"]`);
    const box = strip.current;
    // Only the strip moves, never the page.
    if (box && button) box.scrollLeft = button.offsetLeft - box.clientWidth / 2 + button.clientWidth / 2;
  }, [chosen]);
  function move(event: KeyboardEvent) {
    const steps: Record<string, number> = {
      ArrowLeft: place - 1,
      ArrowRight: place + 1,
      Home: 0,
      End: days.length - 1,
      PageUp: place - 7,
      PageDown: place + 7,
    };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    const day = days[Math.min(Math.max(wanted, 0), days.length - 1)];
    if (!day) return;
    event.preventDefault();
    onChoose(day.on);
    strip.current?.querySelector<HTMLElement>(`[data-on="${day.on}"]`)?.focus({ preventScroll: true });
  }
  return (
    <div>
      <div className="strip" role="radiogroup" aria-label="选择日期" ref={strip} onKeyDown={move}>
        {days.map((day, index) => {
          const bars = barsOf(day, most);
          const weekday = weekdayOf(day.on);
          const first = index === 0 || day.on.endsWith('-01');
          return (
            // biome-ignore lint/a11y/useSemanticElements: a day is a column of bars, not a round button
            <button
              type="button"
              role="radio"
              key={day.on}
              data-on={day.on}
              data-testid="calendar-day"
              aria-checked={day.on === chosen}
              aria-label={say(day)}
              title={say(day)}
              tabIndex={index === Math.max(place, 0) ? 0 : -1}
              className={`strip-day ${weekday === 0 || weekday === 6 ? 'weekend' : ''} ${day.holiday ? 'holiday' : ''}`}
              onClick={() => onChoose(day.on)}
            >
              <span className="strip-count num">{day.told > 0 ? count(day.told) : ''}</span>
              <span className="strip-told">
                <i className="marketing" style={{ height: `${bars.marketing}%` }} />
                <i className="care" style={{ height: `${bars.care}%` }} />
                <i className="service" style={{ height: `${bars.service}%` }} />
              </span>
              <span className="strip-held">
                <i style={{ height: `${bars.held}%` }} />
              </span>
              <span className="strip-count held num">{day.held > 0 ? count(day.held) : ''}</span>
              <span className="strip-date num">
                {day.on === today
                  ? '今天'
                  : first
                    ? `${Number(day.on.slice(5, 7))}月`
                    : Number(day.on.slice(8))}
              </span>
              <span className="strip-weekday">
                {day.holiday ? day.holiday.slice(0, 2) : weekdays[weekday]}
              </span>
            </button>
          );
        })}
      </div>
      <ul className="strip-legend" aria-hidden="true">
        <li className="service">服务</li>
        <li className="care">关怀</li>
        <li className="marketing">营销</li>
        <li className="held">暂缓或不发</li>
      </ul>
    </div>
  );
}
