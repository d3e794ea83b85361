import { staffRoleLabel } from '@cheban/contracts/constants';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { api } from '../../app/api.js';
import { useWorkplace } from '../../app/me.js';
import { useLogOut } from '../../app/shell/log-out.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { Facts, PageHead, Panel } from '../../shared/ui/page.js';

interface Fields {
  oldPassword: string;
  newPassword: string;
  again: string;
}

/** Shortest password the server takes. */
const MIN_LENGTH = 10;

function PasswordForm() {
  const client = useQueryClient();
  const { me } = useWorkplace();
  const [form] = Form.useForm<Fields>();
  const change = useSubmit(api.staffAuth.changePassword, {
    success: '密码已修改，其他设备已退出',
    quiet: true,
    onSuccess: () => {
      form.resetFields();
      void client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  useFieldErrors(form, change.error);
  return (
    <Form
      form={form}
      layout="vertical"
      style={{ maxWidth: 360 }}
      onFinish={({ oldPassword, newPassword }) => change.mutate({ body: { oldPassword, newPassword } })}
    >
      <input type="text" name="username" autoComplete="username" value={me.login} readOnly hidden />
      <Form.Item name="oldPassword" label="当前密码" rules={[{ required: true, message: '请填写当前密码' }]}>
        <Input.Password autoComplete="current-password" data-testid="old-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label="新密码"
        extra={`至少 ${MIN_LENGTH} 位，不能与登录名或当前密码相同`}
        rules={[{ required: true, min: MIN_LENGTH, message: `新密码至少 ${MIN_LENGTH} 位` }]}
      >
        <Input.Password autoComplete="new-password" data-testid="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输一次新密码"
        dependencies={['newPassword']}
        rules={[
          { required: true, message: '请再输一次新密码' },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error('两次输入不一致')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" data-testid="new-password-again" />
      </Form.Item>
      <FormError error={change.error} />
      <Button type="primary" htmlType="submit" data-testid="password-submit" loading={change.isPending}>
        修改密码
      </Button>
    </Form>
  );
}

export default function AccountPage() {
  const { me } = useWorkplace();
  const { modal } = App.useApp();
  const logOut = useLogOut();
  const endSessions = useSubmit(api.staffAuth.endSessions, { success: '其他设备已全部退出' });
  return (
    <>
      <PageHead tab="账号与安全" title="账号与安全" />
      {me.mustChangePassword && (
        <Alert
          type="warning"
          showIcon
          title="请先修改初始密码"
          description="初始密码由管理员设置，改成只有您知道的密码后即可开始使用。"
        />
      )}
      <Panel title="我的账号">
        <Facts
          rows={[
            ['姓名', me.name],
            ['登录名', me.login],
            ['岗位', staffRoleLabel[me.role]],
            ['门店', me.stores.map((store) => store.name).join('、')],
          ]}
        />
      </Panel>
      <Panel title="修改密码">
        <PasswordForm />
      </Panel>
      <Panel title="登录设备">
        <p className="muted" style={{ marginBottom: 12 }}>
          在别的电脑或手机上登录过？可以让它们全部退出，本机保持登录。
        </p>
        <div className="row-gap">
          <Button
            data-testid="end-sessions"
            loading={endSessions.isPending}
            onClick={() =>
              void modal.confirm({
                title: '退出其他所有设备？',
                content: '它们需要重新输入密码才能登录。',
                okText: '全部退出',
                cancelText: '返回',
                onOk: () => endSessions.mutateAsync({}).catch(() => undefined),
              })
            }
          >
            退出其他设备
          </Button>
          <Button data-testid="logout" onClick={() => void logOut()}>
            退出登录
          </Button>
        </div>
      </Panel>
    </>
  );
}
