import '../../features/campaign/campaign.css';
import './games.css';
import { clockOf, dateOfInstant, dayWords } from '../../shared/format/time.js';
import { PhoneFrame, PhoneText } from '../../shared/ui/phone-frame.js';
import { type GameDraft, mostScore, prizesOf } from './draft.js';
import { WheelPicture } from './wheel-picture.js';

const when = (iso: string | undefined) =>
  iso ? `${dayWords(dateOfInstant(iso))} ${clockOf(iso)}` : '时间待定';

function Wheel({ draft }: { draft: GameDraft }) {
  const segments = draft.wheel?.segments ?? [];
  const { triesPerDay = 1, triesInAll } = draft.wheel ?? {};
  return (
    <>
      <section className="pv-card">
        <WheelPicture
          sectors={segments.map((segment) => ({
            name: segment?.name?.trim() ?? '',
            wins: segment?.wins === true,
          }))}
        />
        <p className="pv-muted" style={{ textAlign: 'center' }}>
          今天还有 {triesPerDay} 次机会{triesInAll ? `，活动共 ${triesInAll} 次` : ''}
        </p>
      </section>
      <section className="pv-card">
        <h3>奖品与概率</h3>
        <ul className="pv-odds num">
          {segments.map((segment, index) => (
            <li key={`${index.toString()}-${segment?.name ?? ''}`}>
              <span>
                {segment?.wins
                  ? `${segment.prize?.name || segment.name || '奖品'} × ${segment.prize?.count ?? 0}`
                  : segment?.name || '未中奖'}
              </span>
              <span>{segment?.oddsPercent ?? 0}%</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Quiz({ draft }: { draft: GameDraft }) {
  const questions = draft.quiz?.questions ?? [];
  const [first] = questions;
  return (
    <>
      <section className="pv-card">
        <p className="pv-muted num">
          共 {questions.length} 题 · 每题 {draft.quiz?.secondsPerQuestion ?? 0} 秒 · 满分{' '}
          {mostScore(draft.quiz)} 分
        </p>
        <p className="pv-title">{first?.text?.trim() || '第一题'}</p>
        {(first?.options ?? []).map((option, index) => (
          <p className="pv-option" key={`${index.toString()}-${option ?? ''}`}>
            {option?.trim() || `选项 ${index + 1}`}
          </p>
        ))}
      </section>
      <section className="pv-card">
        <h3>分数与奖品</h3>
        <ul className="pv-odds num">
          {(draft.quiz?.bands ?? []).map((band, index) => (
            <li key={`${index.toString()}-${band?.fromScore ?? 0}`}>
              <span>{band?.fromScore ?? 0} 分以上</span>
              <span>
                {band?.prize?.name || '奖品'} × {band?.prize?.count ?? 0}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** The page of a game as owners see it. */
export function OwnerPreview({ draft }: { draft: GameDraft }) {
  const quiz = draft.kind === 'quiz';
  return (
    <PhoneFrame bar={quiz ? '知识竞赛' : '幸运转盘'} testId="game-preview">
      <div className="pv campaign-preview game-preview">
        <section className="pv-hero">
          <p className="pv-title">{draft.title?.trim() || '活动名称'}</p>
          {draft.subtitle && <p className="pv-muted">{draft.subtitle}</p>}
          <p className="pv-count num">
            {when(draft.startsAt)} – {when(draft.endsAt)}
          </p>
        </section>
        {quiz ? <Quiz draft={draft} /> : <Wheel draft={draft} />}
        {prizesOf(draft).length === 0 && <p className="pv-muted">还没有奖品</p>}
        <p className="pv-grab">{quiz ? '开始答题' : '开转'}</p>
        <PhoneText title="活动规则" text={draft.rulesText} />
      </div>
    </PhoneFrame>
  );
}
