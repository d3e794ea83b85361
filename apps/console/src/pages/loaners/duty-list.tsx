import type { LoanView } from '@cheban/contracts';
import { Button } from 'antd';
import { dayWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { Panel } from '../../shared/ui/page.js';
import { Tag } from '../../shared/ui/tag.js';
import type { Duty } from './week.js';
import { returnWords } from './words.js';

const words = {
  overdue: { act: '归还', tag: '逾期未还', tone: 'red', icon: 'alert' },
  return: { act: '归还', tag: '今天归还', tone: 'blue', icon: 'swap' },
  'hand-out': { act: '交车', tag: '等待交车', tone: 'amber', icon: 'clock' },
} as const;

/** What the desk does today with the loaners: who is late and who waits for that car, who comes, who leaves. */
export function DutyList({ duties, onOpen }: { duties: readonly Duty[]; onOpen(loan: LoanView): void }) {
  if (duties.length === 0) return null;
  return (
    <Panel title={`今天要办的 ${duties.length}`} flush>
      <ul className="plan-list loaner-duties">
        {duties.map(({ loan, kind, next }) => {
          const { act, tag, tone, icon } = words[kind];
          return (
            <li key={loan.id} data-testid="loaner-duty">
              <Tag tone={tone} icon={icon}>
                {tag}
              </Tag>
              <span className="plan-when">
                {plateText(loan.plate)} <span className="muted">{loan.model}</span>
              </span>
              <span className="plan-note">
                {loan.ownerName} {loan.phoneMasked}
                <span className="muted small">
                  {' · '}
                  {kind === 'overdue' ? `应于${dayWords(loan.to)}归还` : returnWords(loan)}
                </span>
                {next && (
                  <span className={`small ${kind === 'overdue' ? 'text-red' : 'muted'}`}>
                    {' · '}
                    {next.ownerName} {dayWords(next.from)}要用这辆车
                    {kind === 'overdue' && '，请催还或换车'}
                  </span>
                )}
              </span>
              <Button size="small" onClick={() => onOpen(loan)}>
                {act}
              </Button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
