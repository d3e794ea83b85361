export default definePageConfig({ navigationBarTitleText: '健康报告' });
