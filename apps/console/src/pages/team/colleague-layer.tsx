import type { ColleagueView } from '@cheban/contracts';
import { groupRoles, type StaffRole, staffRoleLabel, staffRoles } from '@cheban/contracts/constants';
import { App, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useWorkplace } from '../../app/me.js';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';
import { FormLayer } from '../../shared/ui/form-layer.js';
import { newPassword } from './password.js';

interface Fields {
  name: string;
  login: string;
  role: StaffRole;
  storeIds: string[];
  phone?: string;
  password: string;
}

/** Adds a colleague with a one-time password, or changes name, role and stores. */
export function ColleagueLayer({ colleague, onClose }: { colleague: ColleagueView | null; onClose(): void }) {
  const { me, store } = useWorkplace();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [forget, setForget] = useState(false);
  const role = Form.useWatch('role', form) ?? colleague?.role;
  // Group and system administrators without stores of their own answer for all of them.
  const everywhere = colleague?.storeIds.length === 0 && role !== undefined && groupRoles.includes(role);
  const create = useSubmit(api.team.create, {
    refresh: ['team'],
    quiet: true,
    onSuccess: (view, { body }) => {
      onClose();
      modal.success({
        title: `${view.name} 的账号已开通`,
        content: `登录名 ${view.login}，初始密码 ${body.password}。请当面或电话告知，关闭后不再显示；首次登录需要修改。`,
        okText: '已记下',
      });
    },
  });
  const update = useSubmit(api.team.update, {
    refresh: ['team', 'me'],
    success: '已保存',
    quiet: true,
    onSuccess: onClose,
  });

  function submit(fields: Fields) {
    if (colleague) {
      const { name, role, storeIds } = fields;
      const phone = fields.phone?.trim();
      update.mutate({
        params: { id: colleague.id },
        // The file shows the number masked: only a number that was typed anew is sent, and 清除 takes it off.
        body: {
          name: name.trim(),
          role,
          ...(!everywhere && { storeIds }),
          ...(forget ? { phone: null } : phone ? { phone } : {}),
        },
      });
    } else {
      const { phone, ...rest } = fields;
      create.mutate({
        body: {
          ...rest,
          name: fields.name.trim(),
          login: fields.login.trim(),
          ...(phone?.trim() && { phone: phone.trim() }),
        },
      });
    }
  }

  return (
    <FormLayer
      title={colleague ? `修改 ${colleague.name}` : '添加员工'}
      withBack
      form={form}
      submit={eitherOf(create, update)}
      testId="team-save"
      onClose={onClose}
      onFinish={submit}
      initialValues={
        colleague
          ? { ...colleague, phone: '' }
          : { role: 'advisor', storeIds: [store.id], password: newPassword() }
      }
    >
      <Form.Item
        name="name"
        label="姓名"
        rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
      >
        <Input maxLength={60} data-testid="team-name" />
      </Form.Item>
      <Form.Item
        name="login"
        label="登录名"
        rules={[
          {
            required: true,
            pattern: /^[a-z0-9._-]{3,40}$/,
            message: '登录名用 3–40 位小写字母、数字或 . _ -',
          },
        ]}
      >
        <Input disabled={colleague !== null} autoCapitalize="none" data-testid="team-login" />
      </Form.Item>
      <Form.Item name="role" label="岗位">
        <Select
          data-testid="team-role"
          options={staffRoles.map((value) => ({ value, label: staffRoleLabel[value] }))}
        />
      </Form.Item>
      {everywhere ? (
        <Form.Item label="门店">
          <span className="muted">全部门店</span>
        </Form.Item>
      ) : (
        <Form.Item
          name="storeIds"
          label="门店"
          rules={[{ required: true, type: 'array', min: 1, message: '请至少选择一个门店' }]}
        >
          <Select
            mode="multiple"
            options={me.stores.map((entry) => ({ value: entry.id, label: entry.name }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="phone"
        label="手机号"
        extra={
          colleague?.phone && !forget ? (
            <>
              现在登记的是 <span className="num">{colleague.phone}</span>，不改就留空。
              <button type="button" className="plain-button" onClick={() => setForget(true)}>
                清除
              </button>
            </>
          ) : forget ? (
            '保存后清除登记的手机号'
          ) : (
            '测试消息会发给用这个手机号绑定小程序的微信'
          )
        }
        rules={[{ pattern: /^\s*1[3-9]\d{9}\s*$/, message: '请填写 11 位手机号' }]}
      >
        <Input inputMode="tel" maxLength={13} disabled={forget} autoComplete="off" data-testid="team-phone" />
      </Form.Item>
      {!colleague && (
        <Form.Item
          name="password"
          label="初始密码"
          extra="首次登录后需要修改"
          rules={[{ required: true, min: 10, message: '至少 10 位' }]}
        >
          <Input autoComplete="off" data-testid="team-password" />
        </Form.Item>
      )}
    </FormLayer>
  );
}
