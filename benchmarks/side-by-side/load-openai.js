// The least an application does with the openai package: load it and make a client.
const { OpenAI } = require('openai');
const { VERSION } = require('openai/version');

new OpenAI({ apiKey: 'none', baseURL: 'http://127.0.0.1:9/v1' });
process.stdout.write(`openai ${VERSION}\n`);
