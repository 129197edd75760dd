import house from './house.mjs';
const length = 100;
export default {
  config: { MD009: { br_spaces: length / 50 }, MD024: { siblings_only: process.env.SIBLINGS }, MD045: false },
  customRules: [house],
};
