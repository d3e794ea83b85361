import type { SkillView } from '@cheban/contracts';
import { serviceKindLabel, serviceKinds, staffRoleLabel } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { today, whenWords } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { type PeriodFields, periodOf } from './period.js';
import { PeriodInputs } from './period-fields.js';

const refresh = ['leaves', 'skills', 'slots', 'board', 'my-day'] as const;

function SkillRow({ person, editable }: { person: SkillView; editable: boolean }) {
  const save = useSubmit(api.team.saveSkills, { refresh, success: `${person.name}可做的项目已保存` });
  return (
    <li data-testid={`skill-${person.staffId}`}>
      <span className="plan-when">
        {person.name} <span className="faint small">{staffRoleLabel[person.role]}</span>
      </span>
      <Select
        mode="multiple"
        className="plan-note"
        aria-label={`${person.name}能做的服务`}
        placeholder="不限，什么都能做"
        maxTagCount="responsive"
        disabled={!editable}
        loading={save.isPending}
        value={person.kinds}
        options={serviceKinds.map((value) => ({ value, label: serviceKindLabel[value] }))}
        onChange={(kinds) => save.mutate({ params: { id: person.staffId }, body: { kinds } })}
      />
    </li>
  );
}

function LeaveDialog({ people, onClose }: { people: readonly SkillView[]; onClose(): void }) {
  const [form] = Form.useForm<PeriodFields & { staffId: string }>();
  const add = useSubmit(api.team.addLeave, {
    refresh,
    success: '已登记休假，期间不再约给这位同事',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title="登记休假"
      okText="登记"
      form={form}
      submit={add}
      testId="leave-save"
      onClose={onClose}
      initialValues={{ fromOn: today(), fromClock: null, toOn: today(), toClock: null }}
      onFinish={(fields) =>
        add.mutate({ body: { staffId: fields.staffId, ...periodOf(fields), reason: fields.reason.trim() } })
      }
    >
      <Form.Item name="staffId" label="谁" rules={[{ required: true, message: '请选择同事' }]}>
        <Select
          data-testid="leave-person"
          placeholder="选择同事"
          options={people.map(({ staffId, name, role }) => ({
            value: staffId,
            label: `${name}（${staffRoleLabel[role]}）`,
          }))}
        />
      </Form.Item>
      <PeriodInputs reasonHint="例如：年假、培训" />
      <p className="hint period-hint">期间已有的预约不会取消，会标出来，请改派或改期。</p>
    </FormDialog>
  );
}

/** Who can do what, and who is away: both decide which slots are free. */
export function PeopleTab({ storeId, editable }: { storeId: string; editable: boolean }) {
  const [open, setOpen] = useState(false);
  const skills = useQuery({
    queryKey: ['skills', storeId],
    queryFn: () => api.team.skills({ query: { storeId } }),
  });
  const leaves = useQuery({
    queryKey: ['leaves', storeId],
    queryFn: () => api.team.leaves({ query: { storeId } }),
  });
  const remove = useSubmit(api.team.removeLeave, { refresh, success: '已撤销休假' });
  const people = skills.data?.items ?? [];
  if (skills.isPending || leaves.isPending) return <ListSkeleton rows={6} height={28} />;
  if (!skills.data || !leaves.data) {
    return (
      <ErrorState
        error={skills.error ?? leaves.error}
        onRetry={() => void Promise.all([skills.refetch(), leaves.refetch()])}
      />
    );
  }
  return (
    <div className="stack">
      <section>
        <div className="tab-head">
          <h3>休假</h3>
          <span className="hint">今后 3 个月</span>
          {editable && people.length > 0 && (
            <Button data-testid="leave-add" onClick={() => setOpen(true)}>
              登记休假
            </Button>
          )}
        </div>
        {leaves.data.items.length === 0 ? (
          <Empty icon="check" title="没有人休假" text="提前登记，车主就不会约到不在的同事。" />
        ) : (
          <ul className="plan-list">
            {leaves.data.items.map((leave) => (
              <li key={leave.id} data-testid="leave-row">
                <span className="plan-when">{leave.name}</span>
                <span className="num small">
                  {whenWords(leave.from)} 至 {whenWords(leave.to)}
                </span>
                <span className="plan-note">{leave.reason}</span>
                {editable && (
                  <Popconfirm
                    title="撤销休假？"
                    okText="撤销"
                    cancelText="返回"
                    onConfirm={() => remove.mutate({ params: { id: leave.id } })}
                  >
                    <Button size="small">撤销</Button>
                  </Popconfirm>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <div className="tab-head">
          <h3>能做的服务</h3>
          <span className="hint">选了才限制，预约只会派给能做的人</span>
        </div>
        {people.length === 0 ? (
          <Empty icon="team" title="这个门店还没有顾问和技师" text="先在“员工”里添加。" />
        ) : (
          <ul className="plan-list">
            {people.map((person) => (
              <SkillRow key={person.staffId} person={person} editable={editable} />
            ))}
          </ul>
        )}
      </section>
      {open && <LeaveDialog people={people} onClose={() => setOpen(false)} />}
    </div>
  );
}
