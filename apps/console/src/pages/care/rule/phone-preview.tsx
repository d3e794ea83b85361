import './phone-preview.css';
import type { CareRuleBody } from '@cheban/contracts';
import { channelLabel, inviteNow, messageKindLabel, TO_CAMPAIGN } from '@cheban/contracts/constants';
import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useBrand } from '../../../app/brand.js';
import { fillVariables } from '../../../features/care/variables.js';
import { Icon } from '../../../shared/ui/icon.js';
import { PhoneFrame } from '../../../shared/ui/phone-frame.js';
import { cardChannel, type Silence, whyNoCard, whyNoSms } from './card-words.js';
import type { RuleChannel, RuleField, Stage } from './draft.js';
import type { PreviewFacts } from './preview-facts.js';

const views = ['card', 'inbox', 'sms'] as const;
type View = (typeof views)[number];
const viewLabel: Record<View, string> = { card: '微信卡片', inbox: '站内消息', sms: '短信' };

/** What a template field shows for the sample owner. */
function wordValue(word: string, short: string, facts: PreviewFacts): string {
  const { variables } = facts;
  const values: Record<string, string> = {
    model: facts.fullModel,
    plate: facts.plate,
    date: facts.fullDate,
    reason: short,
    store: variables.store,
    note: short,
    service: variables.topic,
    time: facts.time,
    weather: facts.weather,
    step: facts.phrase,
  };
  return values[word] ?? '';
}

/** Nothing comes this way: why, where to mend it, and where the message is found all the same. */
function Silent({ why }: { why: Silence }) {
  return (
    <p className="phone-none">
      {why.text}车主打开小程序时在消息中心看到。
      {why.mend && (
        <>
          {' '}
          <Link to="/care/channels" className="inline-link">
            查看渠道与模板
          </Link>
        </>
      )}
    </p>
  );
}

function Card({
  body,
  fields,
  paused,
  short,
  facts,
}: {
  body: CareRuleBody;
  fields: readonly RuleField[];
  paused: readonly RuleChannel[];
  short: string;
  facts: PreviewFacts;
}) {
  const brand = useBrand();
  const channel = cardChannel(body, fields);
  if (channel === null) return <Silent why={whyNoCard(body, paused)} />;
  const shown = fields.filter((field) => field.channel === channel);
  return (
    <>
      <div className="wx-card">
        <p className="wx-from">
          <span className="wx-mark" aria-hidden="true">
            {(brand.data?.name ?? '车').slice(0, 1)}
          </span>
          {brand.data?.name ?? '车伴'}
        </p>
        <p className="wx-title">{messageKindLabel[body.kind]}</p>
        <dl className="wx-rows">
          {shown.map((field) => {
            const value = wordValue(field.word, short, facts);
            const over = field.max !== null && [...value].length > field.max;
            return (
              <div key={field.key}>
                <dt>{field.label}</dt>
                <dd className={over ? 'text-red' : ''}>{value || '按每位车主填写'}</dd>
              </div>
            );
          })}
        </dl>
        <p className="wx-foot">
          {body.actionLabel ?? '进入小程序查看'}
          <Icon name="right" size={12} />
        </p>
      </div>
      <p className="phone-note">{channelLabel[channel]} · 项目名称由微信模板固定</p>
    </>
  );
}

function Inbox({
  body,
  stage,
  campaign,
  facts,
}: {
  body: CareRuleBody;
  stage: Stage;
  campaign: string | null;
  facts: PreviewFacts;
}) {
  const button = campaign === null ? body.actionLabel : TO_CAMPAIGN;
  return (
    <div className="inbox-card">
      <p className="inbox-title">{fillVariables(stage.title, facts.variables) || '标题'}</p>
      <p className="inbox-body">
        {fillVariables(stage.body, facts.variables) || '正文'}
        {campaign !== null && inviteNow(campaign)}
      </p>
      {button && <span className="inbox-button">{button}</span>}
    </div>
  );
}

function Sms({
  body,
  fields,
  paused,
  short,
  facts,
}: {
  body: CareRuleBody;
  fields: readonly RuleField[];
  paused: readonly RuleChannel[];
  short: string;
  facts: PreviewFacts;
}) {
  const why = whyNoSms(body, fields, paused);
  if (why) return <Silent why={why} />;
  const shown = fields.filter((field) => field.channel === 'sms');
  return (
    <>
      <div className="sms-bubble">
        【{facts.variables.store}】
        {shown.map((field) => (
          <span key={field.key}>
            {field.label}：<mark>{wordValue(field.word, short, facts) || '…'}</mark>；
          </span>
        ))}
        {body.class === 'marketing' && '拒收请回复R'}
      </div>
      <p className="phone-note">固定文字以报备的短信模板为准，这里列出会填入的内容。</p>
    </>
  );
}

/** The chosen stage as an owner sees it, in a phone beside the form. */
export function PhonePreview({
  body,
  stage,
  fields,
  paused,
  campaign,
  facts,
}: {
  body: CareRuleBody;
  stage: Stage;
  /** Title of the campaign that it invites to; null for none. */
  campaign: string | null;
  /** Null while they are on their way. */
  fields: readonly RuleField[] | null;
  /** Channels that wait for somebody to mend their template. */
  paused: readonly RuleChannel[];
  facts: PreviewFacts;
}) {
  const [view, setView] = useState<View>('card');
  const short = stage.short === null ? facts.autoShort : fillVariables(stage.short, facts.variables);
  return (
    <div className="phone-box">
      <Segmented<View>
        block
        size="small"
        aria-label="在手机上的样子"
        value={view}
        options={views.map((value) => ({ value, label: viewLabel[value] }))}
        onChange={setView}
      />
      <PhoneFrame bar={body.tellAt} testId="phone-preview">
        {view === 'card' && fields && (
          <Card body={body} fields={fields} paused={paused} short={short} facts={facts} />
        )}
        {view === 'inbox' && <Inbox body={body} stage={stage} campaign={campaign} facts={facts} />}
        {view === 'sms' && fields && (
          <Sms body={body} fields={fields} paused={paused} short={short} facts={facts} />
        )}
      </PhoneFrame>
    </div>
  );
}
