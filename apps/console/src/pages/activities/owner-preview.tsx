import './owner-preview.css';
import type { PhotoView } from '@cheban/contracts';
import { type ActivityKind, activityKindLabel } from '@cheban/contracts/constants';
import { photoUrl } from '../../features/photo/photo-strip.js';
import { PhoneFrame, PhoneText } from '../../shared/ui/phone-frame.js';
import { chooses, type QuestionDraft } from './questions.js';

export interface ActivityDraft {
  kind?: ActivityKind;
  title?: string;
  summary?: string;
  description?: string;
  place?: string;
  fields?: QuestionDraft[];
  photos?: PhotoView[];
}

function Answer({ question }: { question: QuestionDraft }) {
  const options = question.type === 'yes_no' ? ['是', '否'] : (question.options ?? []);
  if (chooses(question.type) || question.type === 'yes_no')
    return (
      <p className="pv-chips">
        {options.map((option) => (
          <span key={option}>{option}</span>
        ))}
      </p>
    );
  return <p className="pv-input">{question.type === 'number' ? '请填数字' : '请填写'}</p>;
}

/** The page of an activity as owners see it. Sessions are added after it is saved. */
export function OwnerPreview({
  draft,
  storeName,
  sessions = [],
}: {
  draft: ActivityDraft;
  storeName: string;
  /** When, in words. */
  sessions?: readonly string[];
}) {
  const cover = draft.photos?.[0];
  const questions = draft.fields ?? [];
  return (
    <PhoneFrame bar="活动详情" testId="activity-preview">
      <div className="pv">
        <section className="pv-card flush">
          {cover && <img className="pv-cover" src={photoUrl(cover.path)} alt="封面" />}
          <div className="pv-pad">
            <span className="pv-tag">{activityKindLabel[draft.kind ?? 'care_class']}</span>
            <p className="pv-title">{draft.title?.trim() || '活动标题'}</p>
            {draft.summary && <p className="pv-muted">{draft.summary}</p>}
          </div>
        </section>
        <section className="pv-card">
          <h3>场次</h3>
          {sessions.length === 0 && <p className="pv-muted">时间还在安排，定了会告诉您。</p>}
          {sessions.map((session) => (
            <p key={session} className="pv-session num">
              {session}
            </p>
          ))}
        </section>
        {questions.length > 0 && (
          <section className="pv-card">
            <h3>报名信息</h3>
            {questions.map((question, index) => (
              <div key={question.key ?? `new-${index.toString()}`} className="pv-question">
                <p>
                  {question?.label || `问题 ${index + 1}`}
                  {question?.required ? '' : '（可不填）'}
                </p>
                <Answer question={question ?? {}} />
              </div>
            ))}
          </section>
        )}
        <PhoneText title="介绍" text={draft.description} />
        <section className="pv-card">
          <p>{draft.place?.trim() || storeName}</p>
        </section>
        <p className="pv-button">确认报名</p>
      </div>
    </PhoneFrame>
  );
}
