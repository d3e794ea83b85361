import type { StaffGameView } from '@cheban/contracts';
import { gameKindLabel, gameKinds } from '@cheban/contracts/constants';
import { Form, Segmented } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useWorkplace } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { CostPanel } from '../../features/campaign/cost-panel.js';
import { AudiencePanel, DaysField, LimitFields, useAudience } from '../../features/campaign/people-panels.js';
import { StepForm } from '../../features/campaign/step-form.js';
import { useSavePlan } from '../../features/campaign/use-save-plan.js';
import { WordsFields } from '../../features/campaign/words-fields.js';
import { gameAreas, useGame } from '../../features/game/queries.js';
import { InstantField } from '../../shared/ui/instant-field.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { CheckPanel } from './check-panel.js';
import { draftOf, type GameDraft, gameSteps, planOf, prizeCost, prizesOf } from './draft.js';
import { newGame, rulesOf } from './fresh.js';
import { OwnerPreview } from './owner-preview.js';
import { QuizFields } from './quiz-fields.js';
import { WheelFields } from './wheel-fields.js';

const DAY_MINUTES = 24 * 60;
const PEOPLE_STEP = 2;

function When({ draft }: { draft: GameDraft }) {
  return (
    <>
      <Form.Item name="kind" label="玩法">
        <Segmented
          options={gameKinds.map((value) => ({ value, label: gameKindLabel[value] }))}
          data-testid="game-kind"
        />
      </Form.Item>
      <Form.Item name="startsAt" label="开始" rules={[{ required: true, message: '请选择开始时间' }]}>
        <InstantField label="开始时间" steps={[60, 240]} />
      </Form.Item>
      <Form.Item name="endsAt" label="结束" rules={[{ required: true, message: '请选择结束时间' }]}>
        <InstantField
          label="结束时间"
          base={draft.startsAt}
          steps={[DAY_MINUTES, 3 * DAY_MINUTES, 7 * DAY_MINUTES]}
        />
      </Form.Item>
    </>
  );
}

function Editor({ game }: { game: StaffGameView | null }) {
  const { store } = useWorkplace();
  const [form] = Form.useForm<GameDraft>();
  // The parts of the other kind start fresh, should somebody switch.
  const [initial] = useState(() => ({ ...newGame(store.id), ...(game && draftOf(game.plan)) }));
  const draft = (Form.useWatch([], { form, preserve: true }) as GameDraft | undefined) ?? initial;
  const audience = useAudience(game?.plan.segment ?? null);
  const plan = planOf(draft, audience.segment);
  const { save, state } = useSavePlan(api.staffGame, game, { areas: gameAreas, path: '/games' });
  const back = game ? `/games/${game.id}` : '/games';
  return (
    <>
      <PageHead
        tab={game ? game.title : '新建游戏'}
        back={{ to: back, label: game ? game.title : '答题与抽奖' }}
        title={game ? '修改游戏' : '新建游戏'}
        sub="四步写完，提交后由第二个人批准，到点自动开始。"
      />
      <StepForm<GameDraft>
        form={form}
        initial={initial}
        steps={gameSteps}
        pages={[
          <WordsFields
            key="words"
            standardRules={() => rulesOf(draft)}
            placeholders={{ title: '冬季用车知识竞赛', subtitle: '答对有礼，人人可玩' }}
            rulesNote="车主玩之前会看到"
            testId="game"
          >
            <When draft={draft} />
          </WordsFields>,
          draft.kind === 'quiz' ? (
            <QuizFields key="quiz" draft={draft} />
          ) : (
            <WheelFields key="wheel" draft={draft} />
          ),
          <div className="stack" key="people">
            <AudiencePanel title="谁能玩" audience={audience} />
            <Panel title="每人能得多少奖品" extra={<span className="small">留空就是不限</span>}>
              <div className="fields">
                <LimitFields />
                <DaysField name="attributionDays" label="多少天内到店算带回" max={180} />
              </div>
            </Panel>
          </div>,
        ]}
        check={(go) => <CheckPanel plan={plan} onStep={go} />}
        aside={
          <>
            <CostPanel
              lines={prizesOf(draft).map((prize, index) => ({
                label: `${index + 1}. ${prize.name || '奖品'} × ${prize.count ?? 0}`,
                fen: prizeCost(prize),
              }))}
              budgetFen={draft.budgetFen ?? 0}
            />
            <p className="hint">车主看到的样子</p>
            <OwnerPreview draft={draft} />
          </>
        }
        held={(step) => step === PEOPLE_STEP && audience.unfinished > 0}
        submit={state}
        saveText={game ? '保存' : '保存草稿'}
        back={back}
        testId="game"
        onSave={(ask) => save(plan, ask)}
      />
    </>
  );
}

/** Plans a quiz or a wheel, step by step, or changes a draft. */
export default function GameEditPage() {
  const { id } = useParams();
  const may = useMay();
  const query = useGame(id);
  if (!may('campaign.manage')) return <NotFound what="您没有策划活动的权限" />;
  if (id === undefined) return <Editor game={null} />;
  return (
    <Loaded query={query} missing="没有找到这个游戏" blocks={[56, 420]}>
      {(game) =>
        game.actions.includes('edit') ? (
          <Editor key={game.id} game={game} />
        ) : (
          <NotFound what="这个游戏已经提交，不能再修改" />
        )
      }
    </Loaded>
  );
}
