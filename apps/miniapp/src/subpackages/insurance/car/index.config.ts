export default definePageConfig({ navigationBarTitleText: '车险与理赔' });
