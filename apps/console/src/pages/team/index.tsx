import type { ColleagueView } from '@cheban/contracts';
import { staffRoleLabel, staffRoles } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay, useWorkplace } from '../../app/me.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { Icon } from '../../shared/ui/icon.js';
import { ChoiceFilter } from '../../shared/ui/list-panel.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { ColleagueLayer } from './colleague-layer.js';
import { ResetPasswordDialog } from './reset-password-dialog.js';
import { useToggleActive } from './toggle-active.js';

function StateTag({ row }: { row: ColleagueView }) {
  if (!row.active) return <Tag>已停用</Tag>;
  return row.locked ? (
    <Tag tone="amber" icon="lock">
      已锁定
    </Tag>
  ) : (
    <Tag tone="green">正常</Tag>
  );
}

export default function TeamPage() {
  const may = useMay();
  const { me } = useWorkplace();
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const role = filters.oneOf('role', staffRoles);
  const showAll = filters.get('former') === '1';
  const [editing, setEditing] = useState<ColleagueView | 'new' | null>(null);
  const [resetting, setResetting] = useState<ColleagueView | null>(null);
  const toggle = useToggleActive();
  const manage = may('staff.manage');
  const list = useQuery({
    queryKey: ['team', scope.storeId ?? 'all'],
    queryFn: () => api.team.list({ query: scope }),
  });
  const rows = (list.data?.items ?? []).filter(
    (row) => (showAll || row.active) && (role === undefined || row.role === role),
  );
  const storeNames = (row: ColleagueView) =>
    row.storeIds.length === 0
      ? '全部门店'
      : row.storeIds.map((id) => me.stores.find((store) => store.id === id)?.name ?? '其他门店').join('、');

  const actions = (row: ColleagueView) =>
    manage && (
      <span className="row-gap">
        <Button size="small" onClick={() => setEditing(row)}>
          修改
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'password', label: '重置密码' },
              {
                key: 'active',
                label: row.active ? '停用账号' : '恢复账号',
                danger: row.active,
                disabled: row.id === me.id,
              },
            ],
            onClick: ({ key }) => (key === 'password' ? setResetting(row) : toggle(row)),
          }}
        >
          <Button
            size="small"
            type="text"
            aria-label={`${row.name}的更多操作`}
            data-testid={`team-more-${row.login}`}
            icon={<Icon name="dots" />}
          />
        </Dropdown>
      </span>
    );

  const columns: Column<ColleagueView>[] = [
    {
      key: 'name',
      title: '姓名',
      width: '140px',
      render: (row) => <span className="strong">{row.name}</span>,
    },
    { key: 'login', title: '登录名', width: '140px', render: (row) => row.login },
    { key: 'role', title: '岗位', width: '110px', render: (row) => staffRoleLabel[row.role] },
    { key: 'stores', title: '门店', render: storeNames },
    { key: 'state', title: '状态', width: '100px', render: (row) => <StateTag row={row} /> },
    {
      key: 'last',
      title: '最近登录',
      width: '140px',
      minor: true,
      render: (row) =>
        row.lastLoginAt ? whenShort(row.lastLoginAt) : <span className="none">从未登录</span>,
    },
    ...(manage ? [{ key: 'act', title: '操作', width: '120px', render: actions }] : []),
  ];

  return (
    <>
      <PageHead
        tab="员工"
        title="员工"
        sub="岗位决定能看什么、能做什么；离职请及时停用。"
        actions={
          manage && (
            <Button type="primary" data-testid="team-add" onClick={() => setEditing('new')}>
              添加员工
            </Button>
          )
        }
      />
      <Panel flush>
        <div className="filters">
          <ChoiceFilter
            filters={filters}
            values={staffRoles}
            labels={staffRoleLabel}
            name="role"
            label="岗位"
            placeholder="全部岗位"
          />
          <ScopeSelect filters={filters} />
          <span className="row-gap">
            <Switch
              size="small"
              aria-label="显示已停用的账号"
              checked={showAll}
              onChange={(on) => filters.set({ former: on ? 1 : undefined })}
            />
            <span className="muted">含已停用</span>
          </span>
        </div>
        {list.isPending && <ListSkeleton />}
        {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Empty
            icon="team"
            title="没有符合条件的员工"
            action={
              role ? (
                <Button onClick={() => filters.set({ role: undefined })}>查看全部岗位</Button>
              ) : (
                manage && <Button onClick={() => setEditing('new')}>添加员工</Button>
              )
            }
          />
        )}
        {rows.length > 0 && (
          <DataList
            label="员工"
            testId="team-row"
            rows={rows}
            rowKey={(row) => row.id}
            columns={columns}
            {...(manage && { onOpen: setEditing })}
            card={(row) => (
              <>
                <div className="card-top">
                  <span className="card-title">{row.name}</span>
                  <StateTag row={row} />
                </div>
                <div className="card-line small">
                  {staffRoleLabel[row.role]} · {row.login}
                </div>
                <div className="card-line small">{storeNames(row)}</div>
                {manage && <div className="card-actions">{actions(row)}</div>}
              </>
            )}
          />
        )}
      </Panel>
      {editing && (
        <ColleagueLayer colleague={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {resetting && <ResetPasswordDialog colleague={resetting} onClose={() => setResetting(null)} />}
    </>
  );
}
