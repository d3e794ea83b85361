import type { GrabView, WaveView } from '@cheban/contracts';
import { noTicketText } from '@cheban/contracts/constants';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Resource } from '@/shared/data/resource';
import { dayMs, sayAgo, sayInstant } from '@/shared/format/when';
import { PrizeCard } from '@/shared/prize/prize-card';
import type { PrizeStep } from '@/shared/prize/use-prize';
import { a11y, Button, Countdown, HomeLink, ResourceView, Screen, Sheet, SkeletonCard } from '@/shared/ui';
import { Rain } from './rain';
import { type KnownWave, phaseOf } from './wave-clock';

export interface WaveScreenProps {
  known: Resource<KnownWave>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  grab: {
    readonly state: 'idle' | 'busy' | 'slow' | 'done' | 'failed';
    readonly answer: GrabView | null;
    readonly problem: string | null;
  };
  /** Of what was won. */
  step: PrizeStep;
  onStart: () => void;
  /** 开抢提醒我. */
  onRemind: () => void;
  onGrab: () => void;
  onMine: () => void;
  /** The reminder that led here also asks whether one comes; left out where none did. */
  onBook?: (() => void) | undefined;
  onRetry: () => void;
}

/** 抢红包: the countdown, the rain, what came of it, who won. */
export function WaveScreen(props: WaveScreenProps) {
  const [rules, setRules] = useState(false);
  const wave = props.known.data?.wave;
  return (
    <Screen>
      <ResourceView
        resource={props.known}
        skeleton={
          <View className="wave">
            <SkeletonCard lines={5} />
          </View>
        }
        onRetry={props.onRetry}
      >
        {(known) => <Filled {...props} known={known} onRules={() => setRules(true)} />}
      </ResourceView>
      <Sheet
        open={rules}
        title="活动规则"
        onClose={() => setRules(false)}
        footer={
          <Button block kind="secondary" onClick={() => setRules(false)}>
            知道了
          </Button>
        }
      >
        <View className="cb-lines">
          <View className="cb-strong">中奖概率：{wave?.oddsText}</View>
          <View className="cb-pre">{wave?.rulesText}</View>
        </View>
      </Sheet>
    </Screen>
  );
}

type FilledProps = Omit<WaveScreenProps, 'known'> & { known: KnownWave; onRules: () => void };

function Filled(props: FilledProps) {
  const { wave } = props.known;
  return (
    <View className="wave">
      <View className="wave__head">
        <View className="wave__title">{wave.title}</View>
        {wave.subtitle ? <View>{wave.subtitle}</View> : null}
        <View className="wave__row">
          {wave.prizes.map((prize) => (
            <View key={`${prize.kind}${prize.name}`} className="wave__prize cb-num">
              {prize.name} {prize.count} 份
            </View>
          ))}
        </View>
      </View>
      <View className="wave__stage">{stageOf(props)}</View>
      <View className="wave__links">
        <View className="wave__link" onClick={props.onRules} {...a11y('button')}>
          规则与概率
        </View>
        <View className="wave__link" onClick={props.onMine} {...a11y('button')}>
          我的红包
        </View>
      </View>
      {props.onBook ? (
        <View className="wave__panel wave__invite">
          <View className="cb-grow">要到店的话，现在就能约</View>
          <View
            className="wave__link"
            onClick={props.onBook}
            hoverClass="cb-pressed"
            data-testid="wave-book"
            {...a11y('button')}
          >
            预约或回复
          </View>
        </View>
      ) : null}
      {wave.winners.length > 0 ? <Winners winners={wave.winners} nowMs={props.nowMs} /> : null}
      <HomeLink />
    </View>
  );
}

const wonWords = '恭喜您，抢到了！';

/** The one thing that matters now: what was won, why there is nothing, the countdown, or the rain. */
function stageOf({ known, nowMs, grab, step, onStart, onRemind, onGrab }: FilledProps): ReactNode {
  const { wave } = known;
  const { answer } = grab;
  if (wave.mine) {
    const title = answer?.result === 'won' ? wonWords : wave.mine.campaignTitle;
    return <PrizeCard festive prize={wave.mine} step={step} title={title} />;
  }
  if (answer?.prize) return <Won answer={answer} />;
  if (answer && grab.state === 'done') return <Said title={answer.text} wave={wave} nowMs={nowMs} />;
  const phase = phaseOf(known, nowMs);
  if (phase === 'not_invited') return <Said title={wave.noTicketText ?? ''} wave={wave} nowMs={nowMs} />;
  if (phase === 'closed') return <Said title={closedWords(wave)} wave={wave} nowMs={nowMs} />;
  if (phase === 'coming') return <Coming known={known} nowMs={nowMs} onStart={onStart} onRemind={onRemind} />;
  const working = grab.state === 'busy' || grab.state === 'slow';
  return (
    <>
      <Rain onHit={onGrab} />
      <View
        className={`wave__go${working ? ' wave__go--off' : ''}`}
        onClick={working ? undefined : onGrab}
        hoverClass="cb-pressed"
        {...a11y('button', '抢红包')}
      >
        {working ? '正在抢' : '抢'}
      </View>
      <View className="wave__note wave__note--rain" {...a11y('alert')}>
        {grab.state === 'slow'
          ? '网络有点慢，正在为您再试，不会重复也不会丢'
          : (grab.problem ?? answer?.text ?? '点红包或点“抢”')}
      </View>
    </>
  );
}

function closedWords({ state }: WaveView): string {
  if (state === 'sold_out') return '手慢了一点，这一波已经抢完。';
  return noTicketText[state === 'stopped' ? 'stopped' : 'over'];
}

/** Who is reminded need not come back by themselves. */
function waitWords({ reminder, noTicketText: why }: WaveView): string {
  if (reminder === 'asked') return '开抢前 10 分钟提醒您';
  if (reminder === 'offered') return '离开抢还早，设个提醒准时来';
  return why ?? '入场券已备好，到点就能抢';
}

function Coming({
  known,
  nowMs,
  onStart,
  onRemind,
}: Pick<FilledProps, 'known' | 'nowMs' | 'onStart' | 'onRemind'>) {
  const { wave, startsAtMs } = known;
  return (
    <>
      <View>{sayInstant(wave.startsAt, nowMs)} 开抢</View>
      <View className={`wave__clock cb-num${startsAtMs - nowMs >= dayMs ? ' wave__clock--days' : ''}`}>
        <Countdown key={startsAtMs} untilMs={startsAtMs} onEnd={onStart} />
      </View>
      <View className="wave__note">
        共 {wave.packets} 份 · {waitWords(wave)}
      </View>
      {wave.reminder === 'offered' ? (
        <View
          className="wave__remind"
          onClick={onRemind}
          hoverClass="cb-pressed"
          data-testid="wave-remind"
          {...a11y('button')}
        >
          开抢提醒我
        </View>
      ) : wave.reminder === 'asked' ? (
        <View className="wave__remind wave__remind--set">已设提醒</View>
      ) : null}
    </>
  );
}

/** The answer of the tap itself; the packet follows with the page. */
function Won({ answer }: { answer: GrabView }) {
  const { prize } = answer;
  return (
    <View className="prize prize--festive">
      <View className="prize__title">{wonWords}</View>
      <View className="prize__amount cb-num">{prize?.amountText}</View>
      <View className="cb-small">{prize?.atCheckIn ? '到店签到后发放' : '正在为您发放'}</View>
    </View>
  );
}

function Said({ title, wave, nowMs }: { title: string; wave: WaveView; nowMs: number }) {
  return (
    <>
      <View className="cb-title" {...a11y('alert')}>
        {title}
      </View>
      <View className="wave__note cb-num">
        第 {wave.number} 波 · {sayInstant(wave.startsAt, nowMs)} · 共 {wave.packets} 份
      </View>
    </>
  );
}

function Winners({ winners, nowMs }: { winners: WaveView['winners']; nowMs: number }) {
  return (
    <View className="wave__panel">
      <View className="wave__panel-title">手气榜</View>
      {winners.map((winner) => (
        <View key={`${winner.wonAt}${winner.phoneMasked}`} className="wave__winner cb-num">
          <View className="cb-grow">
            {winner.nameMasked} {winner.phoneMasked ?? ''}
          </View>
          <Text className="cb-strong">{winner.prizeText}</Text>
          <Text>{sayAgo(winner.wonAt, nowMs)}</Text>
        </View>
      ))}
    </View>
  );
}
