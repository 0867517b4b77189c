// To be imported before all other modules: without NODE_ENV=production graphql-js checks its own objects at each step of each
// answer. A value that the operator has set is kept.
process.env['NODE_ENV'] ??= 'production';
